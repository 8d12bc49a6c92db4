//! From the bytes of a request to the right exporter and back to a status; all of it safe code.

use jianbao_document::Document;
use jianbao_exporter_abi::{DESCRIPTION_NAME, JB_BUG, JB_OK, JbStatus, PROTOCOL};
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::exporter::{Context, Exporter, Request};
use crate::job::{Channel, Job};
use crate::{ExportError, panics, unknown};

/// One exporter of a library, without its type.
pub struct Registration {
    id: fn() -> String,
    describe: fn() -> Value,
    export: fn(Wire, &Job<'_>) -> Result<(), ExportError>,
}

impl Registration {
    /// The registration of `E`.
    pub const fn of<E: Exporter>() -> Self {
        Self { id: || E::describe().id, describe: describe_one::<E>, export: export_one::<E> }
    }
}

/// A request as it travels; unknown fields are ignored.
#[derive(Deserialize)]
struct Wire {
    protocol: String,
    exporter: String,
    document: Document,
    #[serde(default)]
    options: Value,
    #[serde(default)]
    context: Context,
    output: WireOutput,
}

#[derive(Deserialize)]
struct WireOutput {
    stem: String,
}

/// Emits the description of every exporter.
pub(crate) fn describe(exporters: &[Registration], channel: &dyn Channel) -> JbStatus {
    guarded(channel, |job| {
        let described: Vec<Value> = exporters.iter().map(|exporter| (exporter.describe)()).collect();
        let text = json!({ "describe": 1, "exporters": described }).to_string();
        let mut output = job.output(DESCRIPTION_NAME)?;
        std::io::Write::write_all(&mut output, text.as_bytes())?;
        output.finish()
    })
}

/// Runs the exporter that the request names.
pub(crate) fn export(exporters: &[Registration], request: &[u8], channel: &dyn Channel) -> JbStatus {
    guarded(channel, |job| {
        let wire: Wire = serde_json::from_slice(request)
            .map_err(|error| ExportError::bad_request(format!("the request cannot be read: {error}")))?;
        check_protocol(&wire.protocol)?;
        let found = exporters.iter().find(|exporter| (exporter.id)() == wire.exporter);
        let exporter = found.ok_or_else(|| {
            ExportError::bad_request(format!("this library has no exporter named `{}`", wire.exporter))
        })?;
        (exporter.export)(wire, job)
    })
}

/// Runs `action`, reports its error, and turns a panic and a swallowed refusal into one.
pub(crate) fn guarded(channel: &dyn Channel, action: impl FnOnce(&Job<'_>) -> Result<(), ExportError>) -> JbStatus {
    let result = panics::catch(|| {
        let job = Job::new(channel);
        let result = action(&job);
        if result.is_ok() && job.was_refused() {
            return Err(ExportError::refused("(see the log of the host)"));
        }
        result
    });
    let error = match result {
        Ok(Ok(())) => return JB_OK,
        Ok(Err(error)) => error,
        Err(text) => ExportError::of(JB_BUG, "panic", text),
    };
    channel.fail(&json!(error).to_string());
    error.status()
}

fn check_protocol(protocol: &str) -> Result<(), ExportError> {
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    if major(protocol) == major(PROTOCOL) {
        return Ok(());
    }
    Err(ExportError::bad_request(format!("the request speaks protocol {protocol}, this exporter speaks {PROTOCOL}")))
}

fn describe_one<E: Exporter>() -> Value {
    let mut description = E::describe();
    // Without references between subschemas the host can walk the options without a resolver.
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    description.options_schema = settings.into_generator().into_root_schema_for::<E::Options>().to_value();
    json!(description)
}

fn export_one<E: Exporter>(wire: Wire, job: &Job<'_>) -> Result<(), ExportError> {
    let options = if wire.options.is_null() { Value::Object(Map::new()) } else { wire.options };
    let options = serde_json::from_value(options)
        .map_err(|error| ExportError::bad_request(format!("the options cannot be read: {error}")))?;
    let request = Request { document: wire.document, options, context: wire.context, stem: wire.output.stem };
    unknown::report(&request.document, &E::describe().features, job);
    E::export(&request, job)
}
