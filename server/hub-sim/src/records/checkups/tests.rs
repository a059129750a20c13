//! Tests of this kind of record.
