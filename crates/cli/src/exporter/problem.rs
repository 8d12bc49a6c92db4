//! What is wrong with choosing, adding and pinning exporters, in Chinese: the message and what to do.

use std::path::Path;

use jianbao_exporter_host::{Exposure, Problem, shell_word};

/// Message and hint. None for what a later version of the host may say.
pub(crate) fn problem_in_chinese(problem: &Problem) -> Option<(String, String)> {
    let pair = |message: String, hint: String| Some((message, hint));
    match problem {
        Problem::Missing { name, looked, bundled } => {
            let looked: Vec<String> = looked.iter().map(|path| short(path)).collect();
            let hint = if *bundled {
                "在源码目录中运行 cargo build --workspace；否则请重新安装监报"
            } else {
                "用 jianbao exporter add FILE 添加，用 jianbao exporter list 查看现有的"
            };
            pair(format!("没有导出器 {name}（找过 {}）", looked.join("、")), hint.to_owned())
        }
        Problem::NoFile { path } => pair(format!("没有文件 {}", short(path)), "请核对路径".to_owned()),
        Problem::Ambiguous { name, ids } => {
            pair(format!("{name} 可能是 {} 中的任何一个", ids.join("、")), "请写完整编号".to_owned())
        }
        Problem::SameId { id, sources } => pair(
            format!("有几个导出器的编号都是 {id}：{}", sources.join("、")),
            "只指明其中一个文件；添加过的可用 jianbao exporter remove SHA256 移除".to_owned(),
        ),
        Problem::IdTaken { id, version, sha256 } => pair(
            format!("已有导出器 {id}，版本 {version}，SHA-256 {sha256}"),
            format!("用 jianbao exporter remove {sha256} 移除后再添加新的"),
        ),
        Problem::Reserved { id } => {
            pair(format!("编号 {id} 只用于监报自带的导出器"), "请给导出器自己的编号，如 org.example.name".to_owned())
        }
        Problem::AlreadyAdded { ids, sha256 } => {
            pair(format!("这个文件已经添加过：{}，SHA-256 {sha256}", ids.join("、")), "无须再做什么".to_owned())
        }
        Problem::Exposed { path, how } => Some(exposed(path, *how)),
        Problem::TooLarge { path, size, most } => pair(
            format!("{} 不是导出器：有 {size} 字节，最多 {most} 字节", short(path)),
            "请指明导出器文件本身".to_owned(),
        ),
        Problem::NotThatFile { path, found, expected } => pair(
            format!("{} 不是所指的文件：其 SHA-256 是 {found}，不是 {expected}", short(path)),
            format!("如果要的就是这个文件：jianbao exporter add {} --sha256 {found}", shell_word(path)),
        ),
        Problem::Changed { path, expected } => pair(
            format!("{} 在添加之后被改动过（添加时的 SHA-256 是 {expected}）", path.display()),
            format!("用 jianbao exporter remove {expected} 移除，然后重新添加"),
        ),
        Problem::Entry { path, sha256, reason } => pair(
            format!("条目 {} 无法使用：{reason}", path.display()),
            format!("用 jianbao exporter remove {sha256} 移除，然后重新添加"),
        ),
        Problem::NoHome => {
            pair("没有存放导出器的目录：不知道用户的数据目录".to_owned(), "请把 JIANBAO_HOME 设为自己的目录".to_owned())
        }
        Problem::Pins { .. } | Problem::PinnedHash { .. } | Problem::PinnedVersion { .. } => pinned(problem),
        _ => None,
    }
}

fn exposed(path: &Path, how: Exposure) -> (String, String) {
    let shown = short(path);
    let own = "把导出器复制到自己的目录中";
    match how {
        Exposure::Owner(owner) => (format!("{shown} 属于另一用户（编号 {owner}）"), own.to_owned()),
        Exposure::Shared => (format!("{shown} 是公用目录，不宜存放程序"), own.to_owned()),
        Exposure::Group => (format!("{shown} 可被其用户组改动"), format!("chmod go-w {}，或{own}", shell_word(path))),
        _ => (format!("{shown} 可被任何人改动"), format!("chmod go-w {}，或{own}", shell_word(path))),
    }
}

fn pinned(problem: &Problem) -> Option<(String, String)> {
    match problem {
        Problem::Pins { path, reason } => Some((
            format!("清单 {} 无法使用：{reason}", short(path)),
            "请改正清单；在此之前不运行任何导出器".to_owned(),
        )),
        Problem::PinnedHash { id, pins, target, found, listed } => {
            let all = if listed.is_empty() { "无".to_owned() } else { listed.join("、") };
            let pin = format!("jianbao exporter pin {id} 把现有的文件列入清单");
            let hint = match listed.first() {
                Some(first) => format!("jianbao exporter add FILE --sha256 {first} 添加清单中的文件；{pin}"),
                None => pin,
            };
            let pins = short(pins);
            Some((
                format!(
                    "导出器 {id} 已在 {pins} 中锁定为其他文件：这个文件的 SHA-256 是 {found}，清单中 {target} 的是 {all}"
                ),
                hint,
            ))
        }
        Problem::PinnedVersion { id, pins, found, listed } => Some((
            format!("导出器 {id} 已在 {} 中锁定为版本 {listed}，这是 {found}", short(pins)),
            format!("请添加它的版本 {listed}，或改正清单"),
        )),
        _ => None,
    }
}

/// A path that is not too long to read.
fn short(path: &Path) -> String {
    const SHOWN: usize = 120;
    let text = path.display().to_string();
    let excess = text.chars().count().saturating_sub(SHOWN);
    if excess == 0 { text } else { format!("…{}", text.chars().skip(excess).collect::<String>()) }
}
