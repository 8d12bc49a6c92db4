//! The words of the template language: which functions, filters and tests there are.

use std::collections::BTreeSet;

use minijinja::{Environment, ErrorKind};

/// The words of the language, asked of the language itself.
pub(crate) struct Language {
    environment: Environment<'static>,
    globals: BTreeSet<String>,
}

impl Language {
    pub(crate) fn new() -> Self {
        let environment = crate::environment::language();
        let globals = environment.globals().map(|(name, _)| name.to_owned()).collect();
        Self { environment, globals }
    }

    pub(crate) fn has_global(&self, name: &str) -> bool {
        self.globals.contains(name)
    }

    pub(crate) fn globals(&self) -> impl Iterator<Item = String> {
        self.globals.iter().cloned()
    }

    /// Names cannot be listed, but an expression with an unknown one fails in its own way.
    pub(crate) fn has_filter(&self, name: &str) -> bool {
        self.fails_with(&format!("0|{name}")) != Some(ErrorKind::UnknownFilter)
    }

    pub(crate) fn has_test(&self, name: &str) -> bool {
        self.fails_with(&format!("0 is {name}")) != Some(ErrorKind::UnknownTest)
    }

    fn fails_with(&self, expression: &str) -> Option<ErrorKind> {
        let compiled = self.environment.compile_expression(expression).map_err(|error| error.kind());
        compiled.and_then(|compiled| compiled.eval(()).map_err(|error| error.kind())).err()
    }
}
