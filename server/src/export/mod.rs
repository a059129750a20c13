//! One writer per file a person carries away. Being written.
