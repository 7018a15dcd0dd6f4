//! Text of every sheet of a workbook, a line a row. Formulas count as what they last came to.

use std::ops::ControlFlow;
use std::sync::Arc;

use quen_core::files::TextState;

use super::{Gathered, MAX_UNPACKED, Stop};
use crate::tables::{Source, TableError, texts};

/// Reads the sheets in their order.
pub(super) fn read(bytes: Arc<[u8]>, text: &mut Gathered) -> Result<(), Stop> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Stop::Refused(TextState::Locked));
    }
    let (mut stopped, mut line) = (None, 0);
    let read = texts(&Source::Bytes(bytes), MAX_UNPACKED, &mut |row, said| {
        let gap = if row == line { " " } else { "\n" };
        line = row;
        match text.add(gap).and_then(|()| text.add(said)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(stop) => {
                stopped = Some(stop);
                ControlFlow::Break(())
            }
        }
    });
    match (stopped, read) {
        (Some(stop), _) => Err(stop),
        (None, Ok(()) | Err(TableError::Empty)) => Ok(()),
        (None, Err(TableError::UnpacksTooLarge)) => Err(Stop::Refused(TextState::TooLarge)),
        (None, Err(_)) => Err(Stop::Refused(TextState::Broken)),
    }
}
