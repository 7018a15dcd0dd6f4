//! Another program run for one answer: bytes in, bytes out, within a time. It gets no environment and no shell, and it is
//! killed when its time is over.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of an answer at most.
const MAX_ANSWER: u64 = 16 * 1024 * 1024;
/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Well, with this on its standard output.
    Answered(Vec<u8>),
    /// With this code; none when it was killed by the system.
    With(Option<i32>),
    /// It took longer than allowed.
    TooLate,
    /// It could not be started.
    NotBegun,
}

/// Runs a program with these bytes on its standard input. Blocks; to be called where blocking is allowed.
pub fn run(program: &Path, args: &[&str], input: Vec<u8>, within: Duration) -> Ended {
    let begun = Instant::now();
    let spawned = Command::new(program)
        .args(args)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = spawned else {
        return Ended::NotBegun;
    };
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    // A program that does not read its input must not hold up whoever looks at the time.
    let writing = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let reading = thread::spawn(move || {
        let mut answer = Vec::new();
        let read = stdout.map(|stdout| stdout.take(MAX_ANSWER).read_to_end(&mut answer));
        (answer, read.is_some_and(|read| read.is_ok()))
    });
    let ended = wait(&mut child, begun + within);
    // The pipes end with the program; what writing says of a program that ended early is of no use.
    let _ = writing.join();
    let answer = reading.join();
    match (ended, answer) {
        (Some(status), Ok((bytes, true))) if status.success() => Ended::Answered(bytes),
        (Some(status), _) => Ended::With(status.code()),
        (None, _) => Ended::TooLate,
    }
}

/// Waits for the end; kills it when the time is over.
fn wait(child: &mut Child, until: Instant) -> Option<std::process::ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < until => thread::sleep(LOOK),
            Ok(None) | Err(_) => {
                // It may have ended between the two looks.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(program: &str, args: &[&str], within: Duration) -> Ended {
        run(Path::new(program), args, b"tin".to_vec(), within)
    }

    #[test]
    fn an_answer_a_failure_and_no_program_are_told_apart() {
        let long = Duration::from_secs(30);
        assert_eq!(ran("/bin/cat", &[], long), Ended::Answered(b"tin".to_vec()));
        assert_eq!(
            ran("/bin/sh", &["-c", "exit 3"], long),
            Ended::With(Some(3))
        );
        assert_eq!(
            ran("/bin/sh", &["-c", "kill -9 $$"], long),
            Ended::With(None)
        );
        assert_eq!(ran("/no/such/program", &[], long), Ended::NotBegun);
    }

    #[test]
    fn one_that_does_not_end_is_killed() {
        let ended = ran("/bin/sleep", &["600"], Duration::from_millis(50));
        assert_eq!(ended, Ended::TooLate);
    }
}
