//! Which record something was found in, and whose it is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jianbao_dataset::Dataset;
use jianbao_feed::Record;
use jianbao_finding::About;
use serde_json::Value;
use serde_json::value::RawValue;

/// About a record whose facts are known.
pub(super) fn about_dataset(record: &Record, dataset: &Dataset) -> About {
    let (project, department) = (dataset.project.as_ref(), dataset.department.as_ref());
    let owner = project.map(|project| &project.implementing_agency);
    let owner = owner.or_else(|| department.map(|department| &department.organisation));
    let organisation = dataset.organisations.iter().find(|organisation| Some(&organisation.id) == owner);
    let project_name = project.map(|project| &project.name).or_else(|| department.map(|department| &department.name));
    About {
        dataset_id: Some(dataset.meta.dataset_id.as_str().to_owned()),
        organisation: organisation.map(|organisation| organisation.name.as_str().to_owned()),
        project: project_name.map(|name| name.as_str().to_owned()),
        project_code: project.and_then(|project| project.code.as_ref()).map(|code| code.as_str().to_owned()),
        ..place(record)
    }
}

/// About a record that is no dataset: whatever of it can be read.
pub(super) fn about_wreck(record: &Record) -> About {
    let text = record.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&record.bytes);
    // Only four of the parts are built; a wrong record may be large.
    let parts: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_slice(text).unwrap_or_default();
    let part = |name: &str| {
        let raw = parts.get(name).map_or("null", |raw| raw.get());
        serde_json::from_str::<Value>(raw).unwrap_or_default()
    };
    let (meta, project, department) = (part("meta"), part("project"), part("department"));
    let organisations = part("organisations");
    let owner = project.get("implementing_agency").or_else(|| department.get("organisation"));
    let organisation = organisations
        .as_array()
        .and_then(|all| all.iter().find(|one| owner.is_some_and(Value::is_string) && one.get("id") == owner));
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    About {
        dataset_id: text(meta.get("dataset_id")),
        organisation: text(organisation.and_then(|organisation| organisation.get("name"))),
        project: text(project.get("name")).or_else(|| text(department.get("name"))),
        project_code: text(project.get("code")),
        ..place(record)
    }
}

/// About a record of which nothing is known but where it is.
fn place(record: &Record) -> About {
    let number = (!record.alone).then_some(record.number);
    About { file: record.file.as_ref().to_owned(), record: number, ..About::default() }
}
