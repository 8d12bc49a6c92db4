//! The closed lists of a dataset. Codes are neutral; each has the profession's own Chinese word, which a layout may
//! replace by its agency's.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident $list:literal { $($(#[$variant_meta:meta])* $variant:ident = $code:literal $label:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $(#[doc = $label] $(#[$variant_meta])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Name of the list, under which a layout may replace its words.
            pub const LIST: &'static str = $list;
            /// All codes, in the order of the forms.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it stands in a dataset.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The profession's Chinese word.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": [$($code,)+], "x-labels": { $($code: $label,)+ } })
            }
        }

        impl CodeList for $name {
            const NAME: &'static str = $list;
            fn entries() -> Vec<(&'static str, &'static str)> {
                vec![$(($code, $label),)+]
            }
        }
    };
}

/// A closed list with its words.
pub trait CodeList {
    /// Name of the list.
    const NAME: &'static str;
    /// Codes and words, in the order of the forms.
    fn entries() -> Vec<(&'static str, &'static str)>;
}

codes! {
    /// What a dataset is about.
    Kind "kind" { Project = "project" "项目支出", Department = "department" "部门整体支出", }
}
codes! {
    /// The unit of every sum of money in a dataset.
    MoneyUnit "money_unit" { Yuan = "元" "元", TenThousandYuan = "万元" "万元", }
}
codes! {
    /// The edition of the indicator framework: where the cost indicators stand changed in 2021 (财预〔2021〕101号).
    Taxonomy "taxonomy" { Mof2020 = "mof-2020" "成本指标在产出指标之下", Mof2021 = "mof-2021" "成本指标为一级指标", }
}
codes! {
    /// How finished a report is.
    Stage "stage" { Draft = "draft" "初稿", Comment = "comment" "征求意见稿", Final = "final" "定稿", }
}
codes! {
    /// The kind of a monitoring period.
    PeriodKind "period_kind" {
        YearToDate = "year_to_date" "年初至截止日", HalfYear = "half_year" "半年度", Quarter = "quarter" "季度", Stage = "stage" "阶段",
    }
}
codes! {
    /// What an organisation does in a project; it may have several roles.
    OrganisationRole "organisation_role" {
        SupervisingDepartment = "supervising_department" "主管部门",
        ImplementingAgency = "implementing_agency" "实施单位",
        FinanceDepartment = "finance_department" "财政部门",
        CommissioningBody = "commissioning_body" "委托方",
        CommissionedFirm = "commissioned_firm" "第三方机构",
        ProcurementAgent = "procurement_agent" "采购代理机构",
        Supplier = "supplier" "供应商",
        ServiceProvider = "service_provider" "服务商",
        Guarantor = "guarantor" "出具保函的银行",
        Beneficiary = "beneficiary" "受益对象",
        DecisionBody = "decision_body" "决策机构",
    }
}
codes! {
    /// Where money comes from.
    FundingSource "funding_source" {
        GeneralPublicBudget = "general_public_budget" "一般公共预算拨款",
        GovernmentFund = "government_fund" "政府性基金",
        StateCapital = "state_capital" "国有资本经营预算",
        SpecialAccount = "special_account" "财政专户管理资金",
        UnitFunds = "unit_funds" "单位资金",
        CarriedIn = "carried_in" "上年结转",
        Other = "other" "其他资金",
    }
}
codes! {
    /// The level of government that money comes from.
    GovernmentLevel "government_level" {
        Central = "central" "中央", Province = "province" "省级", City = "city" "市级", County = "county" "区（县）级",
    }
}
codes! {
    /// How money is paid out.
    PaymentMethod "payment_method" {
        DirectTreasury = "direct_treasury" "财政直接支付", AuthorisedTreasury = "authorised_treasury" "财政授权支付", ByUnit = "by_unit" "单位支付",
    }
}
codes! {
    /// How often a project is budgeted.
    Recurrence "recurrence" { Regular = "regular" "常年性", Continued = "continued" "延续性", OneOff = "one_off" "一次性", }
}
codes! {
    /// The channel through which a project is budgeted.
    Channel "channel" {
        DepartmentBudget = "department_budget" "部门预算项目", ProvincialProgramme = "provincial_programme" "省直专项", Transfer = "transfer" "省对下转移支付",
    }
}
codes! {
    /// Whether a project is new.
    Attribute "attribute" { New = "new" "新增性", Continuing = "continuing" "持续性", }
}
codes! {
    /// The type of project spending in the budget platform.
    ProjectType "project_type" { Personnel = "personnel" "人员类", Operation = "operation" "运转类", SpecificTarget = "specific_target" "特定目标类", }
}
codes! {
    /// How far a goal reaches.
    Horizon "horizon" { Overall = "overall" "总目标", MidTerm = "mid_term" "中期目标", Annual = "annual" "年度目标", }
}
codes! {
    /// First level of the indicator framework.
    Category "category" {
        Cost = "cost" "成本指标", Output = "output" "产出指标", Benefit = "benefit" "效益指标", Satisfaction = "satisfaction" "满意度指标",
    }
}
codes! {
    /// Second level of the indicator framework.
    Subcategory "subcategory" {
        EconomicCost = "economic_cost" "经济成本指标",
        SocialCost = "social_cost" "社会成本指标",
        EcologicalCost = "ecological_cost" "生态环境成本指标",
        Quantity = "quantity" "数量指标",
        Quality = "quality" "质量指标",
        Timeliness = "timeliness" "时效指标",
        OutputCost = "cost" "成本指标",
        EconomicBenefit = "economic_benefit" "经济效益指标",
        SocialBenefit = "social_benefit" "社会效益指标",
        EcologicalBenefit = "ecological_benefit" "生态效益指标",
        SustainedImpact = "sustained_impact" "可持续影响指标",
        ServedSatisfaction = "served_satisfaction" "服务对象满意度指标",
    }
}
codes! {
    /// How an actual value is compared with a target.
    Operator "operator" {
        Ge = "ge" "≥", Gt = "gt" "＞", Eq = "eq" "＝", Lt = "lt" "＜", Le = "le" "≤",
        Qualitative = "qualitative" "定性", ByDate = "by_date" "不晚于", InPeriod = "in_period" "期间内",
    }
}
codes! {
    /// How far a qualitative target is reached.
    Rating "rating" {
        Met = "met" "达成目标", Partial = "partial" "部分达成目标并具有一定效果", Unmet = "unmet" "未达成目标且效果较差",
    }
}
codes! {
    /// The colour of a light, from the worst to the best.
    Light "light" { Red = "red" "红灯", Yellow = "yellow" "黄灯", Green = "green" "绿灯", Blue = "blue" "蓝灯", }
}
codes! {
    /// How likely a target is to be reached by the end of the year.
    Likelihood "likelihood" { Certain = "certain" "确定能", Possible = "possible" "有可能", Impossible = "impossible" "完全不可能", }
}
codes! {
    /// Why a value deviates from its target.
    DeviationReason "deviation_reason" {
        Funding = "funding" "经费保障", Rules = "rules" "制度保障", Staffing = "staffing" "人员保障", Facilities = "facilities" "硬件条件保障",
        Planning = "planning" "规划和目标设计", ProjectManagement = "project_management" "项目管理", Other = "other" "其他",
    }
}
codes! {
    /// The type of a column of a detail table.
    ColumnType "column_type" {
        Text = "text" "文本", Integer = "integer" "整数", Number = "number" "数值", Money = "money" "金额", Percent = "percent" "百分比",
        Date = "date" "日期", Code = "code" "选项", Organisation = "organisation" "单位",
    }
}
codes! {
    /// How a column of a detail table is aggregated.
    Aggregation "aggregation" { None = "none" "不汇总", Sum = "sum" "合计", }
}
codes! {
    /// What the total of a detail table is expected to be against a summary line.
    Expected "expected" { Equal = "equal" "应相等", Subset = "subset" "是其中一部分", }
}
codes! {
    /// How goods or services were procured.
    ProcurementMethod "procurement_method" {
        OpenTender = "open_tender" "公开招标", InvitedTender = "invited_tender" "邀请招标", Negotiation = "negotiation" "竞争性谈判",
        Consultation = "consultation" "竞争性磋商", Inquiry = "inquiry" "询价", SingleSource = "single_source" "单一来源",
    }
}
codes! {
    /// What happened.
    EventKind "event_kind" {
        Request = "request" "请示", Approval = "approval" "批复", AwardNotice = "award_notice" "中标（成交）通知", Contract = "contract" "签订合同",
        Delivery = "delivery" "交货验收", ExpertReview = "expert_review" "专家评审验收", AssetBooking = "asset_booking" "资产入账",
        Guarantee = "guarantee" "出具保函", Payment = "payment" "拨付", Meeting = "meeting" "会议", Campaign = "campaign" "活动",
        Adjustment = "adjustment" "调整", Other = "other" "其他",
    }
}
codes! {
    /// What is done about a rectification demand.
    RectificationAction "rectification_action" {
        Continue = "continue" "继续执行", Reallocate = "reallocate" "调剂", Cancel = "cancel" "取消", AdjustTarget = "adjust_target" "调整目标", Suspend = "suspend" "暂停实施",
    }
}
codes! {
    /// Who signs.
    SignOffRole "sign_off_role" {
        ProjectLeader = "project_leader" "项目负责人", FinanceLeader = "finance_leader" "财务负责人", UnitLeader = "unit_leader" "单位负责人",
        Preparer = "preparer" "填报人", LeadReviewer = "lead_reviewer" "主评人",
    }
}

impl Taxonomy {
    /// The framework: first level and second level, in the order of the forms.
    #[must_use]
    pub const fn framework(self) -> &'static [(Category, &'static [Subcategory])] {
        use Subcategory as S;
        const BENEFIT: &[Subcategory] =
            &[S::EconomicBenefit, S::SocialBenefit, S::EcologicalBenefit, S::SustainedImpact];
        const SATISFACTION: &[Subcategory] = &[S::ServedSatisfaction];
        match self {
            Self::Mof2020 => &[
                (Category::Output, &[S::Quantity, S::Quality, S::Timeliness, S::OutputCost]),
                (Category::Benefit, BENEFIT),
                (Category::Satisfaction, SATISFACTION),
            ],
            Self::Mof2021 => &[
                (Category::Cost, &[S::EconomicCost, S::SocialCost, S::EcologicalCost]),
                (Category::Output, &[S::Quantity, S::Quality, S::Timeliness]),
                (Category::Benefit, BENEFIT),
                (Category::Satisfaction, SATISFACTION),
            ],
        }
    }
}

/// All lists with their words, by name, as layouts refer to them.
#[must_use]
pub fn code_lists() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    fn list<T: CodeList>() -> (&'static str, Vec<(&'static str, &'static str)>) {
        (T::NAME, T::entries())
    }
    vec![
        list::<Kind>(),
        list::<MoneyUnit>(),
        list::<Taxonomy>(),
        list::<Stage>(),
        list::<PeriodKind>(),
        list::<OrganisationRole>(),
        list::<FundingSource>(),
        list::<GovernmentLevel>(),
        list::<PaymentMethod>(),
        list::<Recurrence>(),
        list::<Channel>(),
        list::<Attribute>(),
        list::<ProjectType>(),
        list::<Horizon>(),
        list::<Category>(),
        list::<Subcategory>(),
        list::<Operator>(),
        list::<Rating>(),
        list::<Light>(),
        list::<Likelihood>(),
        list::<DeviationReason>(),
        list::<ColumnType>(),
        list::<Aggregation>(),
        list::<Expected>(),
        list::<ProcurementMethod>(),
        list::<EventKind>(),
        list::<RectificationAction>(),
        list::<SignOffRole>(),
    ]
}
