//! Invented projects with their facts, as datasets without texts.

use serde_json::{Value, json};

use crate::random::Random;

/// Name, unit of measure, smallest and largest target; targets of `%` are rates.
type Measure = (&'static str, &'static str, i64, i64);

struct Domain {
    project: &'static str,
    agency: &'static str,
    uses: [&'static str; 4],
    measures: [Measure; 3],
    dated: &'static str,
    procurement: &'static str,
    supplier: &'static str,
    payees: [&'static str; 4],
}

const DOMAINS: [Domain; 8] = [
    Domain {
        project: "农村公路养护工程",
        agency: "青岚县交通运输局",
        uses: ["路面修复工程", "安全防护设施", "桥涵维修", "养护监理服务"],
        measures: [
            ("修复农村公路里程", "公里", 40, 260),
            ("安装波形护栏长度", "米", 1200, 9800),
            ("工程验收合格率", "%", 90, 100),
        ],
        dated: "汛前排查整治完成时间",
        procurement: "沥青材料采购",
        supplier: "云川路桥材料有限公司",
        payees: ["石桥镇人民政府", "柳湾镇人民政府", "白沙乡人民政府", "大坪乡人民政府"],
    },
    Domain {
        project: "高素质农民培育项目",
        agency: "临溪县农业农村局",
        uses: ["集中授课经费", "实训基地使用费", "教材编印", "跟踪服务费"],
        measures: [
            ("培育高素质农民人数", "人", 200, 1800),
            ("开设培训班期数", "期", 8, 46),
            ("学员结业率", "%", 85, 100),
        ],
        dated: "培训方案印发时间",
        procurement: "线上学习平台采购",
        supplier: "禾语教育科技有限公司",
        payees: ["丰年种植合作社", "绿野家庭农场", "金穗农机合作社", "山泉茶叶合作社"],
    },
    Domain {
        project: "中小学校舍维修改造项目",
        agency: "永平区教育局",
        uses: ["屋面防水维修", "教室门窗更换", "电路改造工程", "工程设计费"],
        measures: [
            ("维修校舍面积", "平方米", 3200, 28000),
            ("受益学校数量", "所", 6, 38),
            ("一次验收合格率", "%", 92, 100),
        ],
        dated: "暑期施工完成时间",
        procurement: "节能门窗采购",
        supplier: "恒筑建材有限公司",
        payees: ["永平区第三小学", "永平区实验中学", "河东九年制学校", "城南小学"],
    },
    Domain {
        project: "城镇生活污水管网提升项目",
        agency: "南浔县住房和城乡建设局",
        uses: ["主干管网铺设", "提升泵站设备", "管网检测服务", "路面恢复工程"],
        measures: [
            ("新建污水管网长度", "公里", 12, 98),
            ("清淤检测管段数量", "段", 80, 900),
            ("污水集中收集率", "%", 62, 90),
        ],
        dated: "泵站设备进场时间",
        procurement: "提升泵站设备采购",
        supplier: "清源环保设备有限公司",
        payees: ["东街社区", "西门社区", "北关社区", "新城社区"],
    },
    Domain {
        project: "基本公共卫生服务项目",
        agency: "安宁县卫生健康局",
        uses: ["健康体检经费", "疫苗冷链设备", "健康教育宣传", "家庭医生签约补助"],
        measures: [
            ("老年人健康体检人数", "人", 2600, 18000),
            ("健康教育讲座场次", "场", 20, 160),
            ("居民健康档案建档率", "%", 80, 98),
        ],
        dated: "体检工作启动时间",
        procurement: "便携式彩超采购",
        supplier: "博康医疗器械有限公司",
        payees: ["城关镇卫生院", "双河镇卫生院", "龙泉乡卫生院", "兴隆乡卫生院"],
    },
    Domain {
        project: "文化惠民演出项目",
        agency: "锦川市文化和旅游局",
        uses: ["演出团队补助", "流动舞台车运行", "非遗展演经费", "宣传推广费"],
        measures: [
            ("送戏下乡演出场次", "场", 60, 420),
            ("观看演出群众数量", "人次", 9000, 86000),
            ("演出节目更新率", "%", 30, 80),
        ],
        dated: "年度演出计划公布时间",
        procurement: "流动舞台音响采购",
        supplier: "声扬舞台设备有限公司",
        payees: ["锦川市川剧团", "青年民乐团", "皮影艺术社", "巴山歌舞团"],
    },
    Domain {
        project: "造林绿化补助项目",
        agency: "北岭县林业局",
        uses: ["苗木购置", "整地栽植劳务", "抚育管护", "成效监测服务"],
        measures: [
            ("人工造林面积", "亩", 1500, 16000),
            ("补植补造株数", "株", 8000, 64000),
            ("苗木成活率", "%", 80, 96),
        ],
        dated: "春季栽植完成时间",
        procurement: "容器苗木采购",
        supplier: "翠屏苗木繁育中心",
        payees: ["北岭国有林场", "黄泥村经济合作社", "松坪村经济合作社", "石门村经济合作社"],
    },
    Domain {
        project: "居家养老服务项目",
        agency: "海安区民政局",
        uses: ["助餐服务补贴", "适老化改造", "护理员培训", "信息平台运维"],
        measures: [
            ("适老化改造家庭数量", "户", 90, 760),
            ("上门服务人次", "人次", 6000, 52000),
            ("服务响应及时率", "%", 88, 99),
        ],
        dated: "助餐点建成投用时间",
        procurement: "智能呼叫终端采购",
        supplier: "银龄智慧科技有限公司",
        payees: ["颐康养老服务中心", "和乐社区服务站", "福满居养老公司", "夕阳红助老社"],
    },
];

/// Names that sentences use, and the ids of their records.
pub(crate) struct Names {
    /// Uses of the money with their ids.
    pub(crate) uses: [(&'static str, &'static str); 4],
    /// Indicators with a number.
    pub(crate) measures: [(&'static str, &'static str); 3],
    /// The indicator with a date.
    pub(crate) dated: &'static str,
    /// The procurement.
    pub(crate) procurement: &'static str,
    /// Its supplier.
    pub(crate) supplier: &'static str,
    /// Rows of the table.
    pub(crate) rows: [(&'static str, &'static str); 4],
}

const USES: [&str; 4] = ["works", "equipment", "services", "support"];
const MEASURES: [&str; 3] = ["main-output", "second-output", "rate"];
const ROWS: [&str; 4] = ["first", "second", "third", "fourth"];

/// An amount in hundredths of 万元, in the unit of the dataset.
fn money(hundredths: i64, yuan: bool) -> String {
    if yuan { (hundredths * 100).to_string() } else { format!("{}.{:02}", hundredths / 100, hundredths % 100) }
}

/// A dataset without texts, and the names in it.
pub(crate) fn dataset(random: &mut Random) -> (Value, Names) {
    let domain = random.one(&DOMAINS);
    let yuan = random.percent(25);
    let money = |hundredths: i64| json!(money(hundredths, yuan));
    let initial = if random.percent(40) { random.between(8, 300) * 1000 } else { random.between(8_000, 300_000) };
    let adjustment =
        if random.percent(50) { -initial / random.between(9, 30) } else { initial / random.between(7, 25) };
    let received = initial * random.between(70, 99) / 100 + random.between(1, 99);
    let executed = received * random.between(55, 96) / 100 + random.between(1, 99);
    let parts = [38, 24, 16].map(|share| executed * (share + random.between(-5, 5)) / 100);
    let spent = [parts[0], parts[1], parts[2], executed - parts.iter().sum::<i64>()];
    let forecast = executed + (received - executed) * random.between(40, 95) / 100 + 1;
    let month = random.between(6, 11);
    let last = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30][usize::try_from(month).expect("a month")];
    let year = random.between(2019, 2024);
    let signed = adjustment.abs();
    let adjusted = json!(if yuan {
        (adjustment * 100).to_string()
    } else {
        format!("{}{}.{:02}", if adjustment < 0 { "-" } else { "" }, signed / 100, signed % 100)
    });
    let uses: Vec<Value> = (0..4)
        .map(|at| {
            json!({
                "id": USES[at], "purpose": domain.uses[at], "executed": money(spent[at]),
                "planned": money(spent[at] * random.between(103, 160) / 100 + 7),
            })
        })
        .collect();
    let (indicators, observations) = indicators(domain, year, random);
    let rows: Vec<Value> = (0..4).map(|at| {
        json!({ "id": ROWS[at], "values": { "payee": ROWS[at], "amount": money(random.between(120, 4_000)) } })
    }).collect();
    let mut organisations = vec![
        json!({ "id": "agency", "name": domain.agency, "roles": ["supervising_department", "implementing_agency"] }),
    ];
    organisations
        .extend((0..4).map(|at| json!({ "id": ROWS[at], "name": domain.payees[at], "roles": ["beneficiary"] })));
    organisations.push(json!({ "id": "supplier", "name": domain.supplier, "roles": ["supplier"] }));
    let issued = random.between(120, 900);
    let returned = issued * random.between(88, 98) / 100;
    let valid = returned * random.between(92, 99) / 100;
    let satisfied = valid * random.between(82, 97) / 100;
    let contract = money(spent[1] / 2 + 311);
    let step = |id: &str, kind: &str, title: &str, date: String| json!({ "id": id, "kind": kind, "title": title, "date": date });
    let steps = [
        step("opened", "award_notice", "开标", day(random, year, 1, 2)),
        step("signed", "contract", "签订合同", day(random, year, 3, 3)),
        step("accepted", "delivery", "验收", day(random, year, 4, 5)),
    ];
    let problems: Vec<Value> = (0..random.between(2, 5))
        .map(|at| json!({ "id": format!("problem-{at}"), "title": "管理有待加强", "text": "管理有待加强。" }))
        .collect();
    let dataset = json!({
        "schema_version": "1.0", "kind": "project", "money_unit": if yuan { "元" } else { "万元" },
        "meta": { "dataset_id": "generated", "taxonomy": "mof-2020" },
        "report": { "title": format!("{}绩效运行监控报告", domain.project), "prepared_by": "agency", "date": format!("{year}-12-20"), "stage": "final" },
        "period": { "fiscal_year": year, "kind": "year_to_date", "start": format!("{year}-01-01"), "as_of": format!("{year}-{month:02}-{last:02}") },
        "organisations": organisations,
        "project": {
            "name": domain.project, "start": format!("{year}-01-01"), "end": format!("{year}-12-31"), "content": "按年度方案实施。",
            "supervising_department": "agency", "implementing_agency": "agency",
        },
        "funding": [{
            "id": "budget", "name": "一般公共预算拨款", "source": "general_public_budget", "initial_budget": money(initial), "adjustment": adjusted,
            "received": money(received), "executed": money(executed), "approved_unpaid": money((received - executed) / 3 + 13),
            "year_forecast": money(forecast), "expected_carry_over": money(received - forecast + 4),
        }],
        "uses": uses,
        "detail_tables": [{
            "id": "payments", "caption": "补助资金发放明细表",
            "columns": [
                { "key": "payee", "title": "受益单位", "type": "organisation" },
                { "key": "amount", "title": "补助金额", "type": "money", "aggregation": "sum" },
            ],
            "rows": rows,
        }],
        "indicators": indicators, "observations": observations,
        "procurements": [{
            "id": "purchase", "title": domain.procurement, "supplier": "supplier", "amount": contract, "due": day(random, year, 6, 7), "steps": steps,
        }],
        "surveys": [{ "id": "survey", "title": "服务对象满意度调查", "issued": issued, "returned": returned, "valid": valid, "satisfied": satisfied }],
        "problems": problems,
    });
    let pair = |ids: [&'static str; 4], names: [&'static str; 4]| std::array::from_fn(|at| (ids[at], names[at]));
    let names = Names {
        uses: pair(USES, domain.uses),
        measures: std::array::from_fn(|at| (MEASURES[at], domain.measures[at].0)),
        dated: domain.dated,
        procurement: domain.procurement,
        supplier: domain.supplier,
        rows: pair(ROWS, domain.payees),
    };
    (dataset, names)
}

/// A day of the year in some months.
fn day(random: &mut Random, year: i64, from: i64, to: i64) -> String {
    format!("{year}-{:02}-{:02}", random.between(from, to), random.between(1, 28))
}

/// Indicators and what was observed of them.
fn indicators(domain: &Domain, year: i64, random: &mut Random) -> (Vec<Value>, Vec<Value>) {
    let mut indicators = Vec::new();
    let mut observations = Vec::new();
    for (at, &(name, unit, low, high)) in domain.measures.iter().enumerate() {
        let target = random.between(low, high);
        let actual = (target * random.between(52, 118) / 100).min(if unit == "%" { 100 } else { i64::MAX }).max(1);
        let forecast =
            (target * random.between(90, 125) / 100).min(if unit == "%" { 100 } else { i64::MAX }).max(actual);
        let baseline = (target * random.between(45, 95) / 100).max(1);
        indicators.push(json!({
            "id": MEASURES[at], "category": "output", "subcategory": if unit == "%" { "quality" } else { "quantity" }, "name": name,
            "target": { "operator": "ge", "number": target, "unit": unit }, "baseline": { "number": baseline, "unit": unit },
        }));
        let measure = |number: i64| json!({ "number": number, "unit": unit });
        observations
            .push(json!({ "indicator": MEASURES[at], "actual": measure(actual), "year_forecast": measure(forecast) }));
    }
    let target = day(random, year, 4, 5);
    let actual = day(random, year, 3, 6);
    indicators.push(json!({
        "id": "dated", "category": "output", "subcategory": "timeliness", "name": domain.dated,
        "target": { "operator": "by_date", "date": target },
    }));
    observations.push(json!({ "indicator": "dated", "actual": { "date": actual } }));
    (indicators, observations)
}
