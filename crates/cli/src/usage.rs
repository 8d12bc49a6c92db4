//! Help and errors of the command line in the reader's language.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
use jianbao_finding::Lang;

use crate::args::{Arguments, LAST};

/// Exit code of wrong usage.
const WRONG_USAGE: u8 = 2;

/// Parses the arguments. Help, version and errors are printed here; the code they end with is the error.
pub(crate) fn parse(lang: Lang, arguments: Vec<OsString>) -> Result<Arguments, ExitCode> {
    let mut command = Arguments::command();
    if lang == Lang::Zh {
        command = in_chinese(command, "");
    }
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| report(&error, lang))
}

fn report(error: &clap::Error, lang: Lang) -> ExitCode {
    if !error.use_stderr() {
        // The reader may have closed the pipe, as in `jianbao --help | head`.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    match (lang, chinese_error(error)) {
        (Lang::Zh, Some(message)) => crate::report::say(&format!("错误：{message}\n\n用法见 jianbao --help")),
        _ => drop(error.print()),
    }
    ExitCode::from(WRONG_USAGE)
}

fn chinese_error(error: &clap::Error) -> Option<String> {
    let context = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("、")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        other => Some(other.to_string()),
    };
    let argument = || context(ContextKind::InvalidArg).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有参数 {}", argument()),
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {}", argument()),
        ErrorKind::InvalidSubcommand => format!("没有命令 {}", context(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue => {
            let (value, valid) =
                (context(ContextKind::InvalidValue)?, context(ContextKind::ValidValue).unwrap_or_default());
            let options = if valid.is_empty() { String::new() } else { format!("；可选：{valid}") };
            if value.is_empty() {
                format!("参数 {} 需要一个值{options}", argument())
            } else {
                format!("参数 {} 的值 {value} 无效{options}", argument())
            }
        }
        ErrorKind::ValueValidation => {
            format!("参数 {} 的值 {} 无效", argument(), context(ContextKind::InvalidValue)?)
        }
        ErrorKind::MissingSubcommand => format!("缺少命令；可用：{}", context(ContextKind::ValidSubcommand)?),
        ErrorKind::ArgumentConflict => format!("参数 {} 不能与其他参数同时使用", argument()),
        _ => return None,
    };
    let near = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedSubcommand))
        .or_else(|| context(ContextKind::SuggestedValue));
    Some(near.map_or(message.clone(), |near| format!("{message}；是否想用 {near}")))
}

/// Chinese texts by command path and argument; a test finds those that are missing.
const CHINESE: &[(&str, &str)] = &[
    ("", "监报：把一份数据变成各地规定格式的预算绩效运行监控报告"),
    (" lang", "消息的语言；默认随系统"),
    (" quiet", "只输出所要的结果"),
    (" verbose", "输出更多信息，例如导出器自己的输出"),
    (" version", "显示版本"),
    (" help", "显示帮助"),
    ("validate", "检查数据集，一个或一批：格式、完整性、规则"),
    ("validate files", "数据集或成批数据（JSON、JSON 数组、NDJSON 及其 .gz、.zst）；目录；- 表示标准输入"),
    ("validate layout", "同时按某版式的要求检查：版式编号或目录"),
    ("validate rules", "同时按某地的规则检查：规则包名称或 .toml 文件，可重复"),
    ("validate format", "结果的写法"),
    ("validate level", "检查并显示到哪一级；文字默认为警告和错误，其他写法默认为全部"),
    ("validate deny", "达到此级别的记录不合格，命令即视为失败"),
    (
        "validate max_findings",
        "最多显示多少条发现，计数始终完整；文字默认 1000 条，--report 的清单默认 20000 条，其他写法默认不限",
    ),
    ("validate summary", "不逐条显示，只按代码和单位汇总计数"),
    ("validate accepted", "把合格的记录逐字节原样写入此文件"),
    ("validate rejected", "把不合格的记录逐字节原样写入此文件"),
    ("validate report", "写出供更正人员使用的清单：.xlsx、.html 或 .docx 文件"),
    ("validate mask", "不显示数据中的任何值，只显示文件、记录、位置和要求"),
    ("validate jobs", "同时检查多少条记录；默认与处理器核数相同"),
    ("validate force", "覆盖已有文件"),
    ("import", "把其他系统的数据转成数据集"),
    ("import platform", "把预算管理一体化平台 PAY_PERF_MONITOR_INFO 表的行转成数据集，一个项目一份"),
    ("import platform rows", "表的行：UTF-8 或 GBK 的 CSV、JSON 数组，或每行一个 JSON 对象；- 表示标准输入"),
    ("import platform tasks", "PAY_PERF_MONITOR_TASK 表的行，写法相同"),
    ("import platform output", "写到哪里：文件（多份时为 JSON 数组），或已有的目录（每份一个文件）；默认标准输出"),
    ("import platform format", "结果的写法"),
    ("import platform force", "覆盖已有文件"),
    ("explain", "显示数字的计算公式和依据"),
    ("explain dataset", "数据集文件；- 表示标准输入"),
    ("explain figure", "数字编号，如 funding.total.execution_rate；不填则列出全部"),
    ("explain layout", "按某版式的口径计算：版式编号或目录"),
    ("render", "把数据集做成报告"),
    ("render dataset", "数据集文件；- 表示标准输入"),
    ("render layout", "版式：编号或目录"),
    ("render to", "格式，用逗号分隔：docx、xlsx、html、document（中性文档 JSON），或其他导出器的简称、编号"),
    ("render output", "输出目录，必须已存在"),
    ("render name", "输出文件名（不含扩展名）；默认由版式决定"),
    ("render draft", "在报告中标出必须印出而数据未知之处，并另附资料补充清单"),
    ("render force", "覆盖已有文件"),
    ("render allow_degrade", "导出器无法完整表现文档时仍然写出，并说明舍弃了什么"),
    ("render deny", "有此级别或更严重的发现时不写任何文件"),
    ("schema", "输出 JSON Schema"),
    ("schema name", "哪一个"),
    ("layout", "查看、新建和检查版式"),
    ("layout list", "列出程序自带的版式"),
    ("layout show", "显示版式的内容：口径、各部分、表、表样、所需文字"),
    ("layout show layout", "版式：编号或目录"),
    ("layout new", "新建一个可用的版式"),
    ("layout new folder", "版式目录，须为空或不存在"),
    ("layout new extends", "在哪个自带版式之上修改：版式编号"),
    ("layout new id", "新版式的编号；默认取自目录名"),
    ("layout check", "不用数据集检查版式"),
    ("layout check layout", "版式：编号或目录"),
    ("layout check format", "结果的写法"),
    ("layout check deny", "达到此级别即视为失败"),
    ("rules", "查看各代码的含义"),
    ("rules list", "列出全部代码及其要求"),
    ("rules list format", "写法：表格，或 JSON（每行一个代码）"),
    ("rules list layout", "同时列出该版式所附规则的代码：版式编号或目录"),
    ("rules list rules", "同时列出某地规则的代码：规则包名称或 .toml 文件，可重复"),
    ("rules show", "说明一个代码：要求、依据、如何改正"),
    ("rules show code", "代码，如 R-SUM"),
    ("rules show layout", "也查该版式所附的规则：版式编号或目录"),
    ("rules show rules", "也查某地的规则：规则包名称或 .toml 文件，可重复"),
    ("render option", "导出器的选项，如 docx.ask_to_update_fields=true，可重复"),
    ("render exporter", "仅本次运行使用此文件中的导出器，可重复"),
    ("render pins", "项目所接受的导出器清单；默认为当前目录中的 jianbao-exporters.toml（如有）"),
    ("render keep_job", "保留导出器的工作目录，供查找故障"),
    ("render time_limit", "每次导出最多用时（秒），默认 120"),
    ("exporter", "查看、添加、移除和锁定导出器"),
    ("exporter add", "添加导出器：保存其文件的私有副本，此后可以运行"),
    ("exporter add file", "动态库或可执行文件"),
    ("exporter add sha256", "文件的 SHA-256，即同意运行；不给出则在终端询问"),
    ("exporter remove", "移除添加过的导出器"),
    ("exporter remove exporter", "简称、完整编号，或其文件的 SHA-256"),
    ("exporter list", "列出导出器"),
    ("exporter list format", "写法：表格，或 JSON（每行一个导出器）"),
    ("exporter describe", "显示导出器的自述和选项"),
    ("exporter describe exporter", "简称（docx）、完整编号，或文件路径（./mine.so，会为此运行它）"),
    ("exporter describe format", "写法"),
    ("exporter pin", "把导出器的文件列入项目所接受的清单；不运行任何东西"),
    ("exporter pin id", "简称或完整编号；给出 --sha256 时须为完整编号"),
    ("exporter pin target", "文件适用的系统；默认为本机"),
    ("exporter pin sha256", "文件的 SHA-256；默认为现有导出器的"),
    ("exporter pin pins", "清单文件"),
    ("exporter new", "新建一个可用的导出器：能构建，能通过检验"),
    ("exporter new name", "名称：小写字母、数字、连字符，最多 40 个字符"),
    ("exporter new language", "用哪种语言编写；此处也可写作 --lang"),
    ("exporter new dir", "目录，须为空或不存在；默认与名称相同"),
    ("exporter new id", "编号，须世界唯一；org.example.名称 仅供试用"),
    ("exporter test", "检验导出器：逐项运行合格性测试"),
    ("exporter test file", "导出器：库或程序；它将以你的权限运行"),
    ("exporter test format", "结果的写法"),
    ("exporter test only_failed", "只显示未通过的项目"),
    ("exporter test case", "只运行这一项；可多次使用"),
    ("exporter test in_process", "在本进程内运行这一项的文档，没有任何保护：供调试器使用"),
    ("exporter test fuzz", "改为用随机文档检验，持续若干秒"),
    ("exporter test reproduce", "重做这个种子的随机文档；与 --fuzz 同用时从它开始"),
    ("exporter test list", "改为列出全部项目"),
];

fn chinese(path: &str) -> Option<&'static str> {
    CHINESE.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// What clap would add in English.
fn values_and_default(argument: &clap::Arg) -> String {
    let takes_value = argument.get_action().takes_values();
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let mut more = String::new();
    if takes_value && !values.is_empty() {
        more += &format!("［可选：{}］", values.join("、"));
    }
    if takes_value && !defaults.is_empty() {
        more += &format!("［默认：{}］", defaults.join("、"));
    }
    more
}

fn in_chinese(command: clap::Command, path: &str) -> clap::Command {
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}");
    if let Some(about) = chinese(path) {
        command = command.about(about);
    }
    command = command.arg(
        clap::Arg::new("help")
            .long("help")
            .short('h')
            .action(clap::ArgAction::Help)
            .help("显示帮助")
            .global(false)
            .display_order(LAST + 1),
    );
    if path.is_empty() {
        command = command.arg(
            clap::Arg::new("version")
                .long("version")
                .short('V')
                .action(clap::ArgAction::Version)
                .help("显示版本")
                .display_order(LAST + 2),
        );
    }
    command = command.mut_args(|argument| {
        let id = argument.get_id().as_str().to_owned();
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        let text = chinese(&format!("{path} {id}")).or_else(|| chinese(&format!(" {id}")));
        let more = values_and_default(&argument);
        let takes_value = argument.get_action().takes_values();
        let argument = argument.help_heading(heading).hide_possible_values(takes_value).hide_default_value(takes_value);
        match text {
            Some(text) => argument.help(StyledStr::from(format!("{text}{more}"))),
            None => argument,
        }
    });
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let inner = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |sub| in_chinese(sub, &inner));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_chinese_text() {
        fn walk(command: &clap::Command, path: &str, missing: &mut Vec<String>) {
            if chinese(path).is_none() {
                missing.push(path.to_owned());
            }
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                if chinese(&format!("{path} {id}")).or_else(|| chinese(&format!(" {id}"))).is_none() {
                    missing.push(format!("{path} {id}"));
                }
            }
            for sub in command.get_subcommands() {
                let inner =
                    if path.is_empty() { sub.get_name().to_owned() } else { format!("{path} {}", sub.get_name()) };
                walk(sub, &inner, missing);
            }
        }
        let mut missing = Vec::new();
        walk(&Arguments::command(), "", &mut missing);
        assert!(missing.is_empty(), "without a Chinese text: {missing:?}");
        in_chinese(Arguments::command(), "").debug_assert();
    }
}
