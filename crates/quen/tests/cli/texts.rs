//! The reader of uploaded files as the server starts it: a process that may break.

use std::path::Path;
use std::time::Duration;

use quen_gateway::programs::{Ended, run};
use serde_json::{Value, json};

fn ended(ending: &str, bytes: &[u8]) -> Ended {
    let program = Path::new(env!("CARGO_BIN_EXE_quen"));
    run(
        program,
        &["read-text", ending],
        bytes.to_vec(),
        Duration::from_secs(120),
    )
}

#[test]
fn the_text_of_a_file_is_answered_as_json() {
    let Ended::Answered(bytes) = ended("txt", "Cầu Đất\nrang vừa".as_bytes()) else {
        panic!("no answer");
    };
    let said: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        said,
        json!({ "state": "read", "text": "Cầu Đất\nrang vừa" })
    );
}

#[test]
fn a_file_made_to_break_its_reader_breaks_nothing_else() {
    let mut nested = b"%PDF-1.7\n1 0 obj\n".to_vec();
    nested.resize(nested.len() + 400_000, b'[');
    nested.extend_from_slice(b"\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF");
    match ended("pdf", &nested) {
        Ended::Answered(bytes) => {
            let said: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(
                (&said["state"], &said["text"]),
                (&json!("broken"), &json!(""))
            );
        }
        // It ran out of stack and was ended by the system.
        Ended::With(_) => {}
        other => panic!("{other:?}"),
    }
}
