//! Memory of this process that no file stands behind, from `/proc`; zero where there is none.

/// Anonymous resident memory now, in bytes.
pub fn anonymous() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    kilobytes(&status, "RssAnon:").unwrap_or_default() * 1024
}

/// The number behind a name in `status`.
fn kilobytes(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_found_by_its_name() {
        let status = "VmRSS:\t  900 kB\nRssAnon:\t  812 kB\n";
        assert_eq!(kilobytes(status, "RssAnon:"), Some(812));
        assert_eq!(kilobytes(status, "RssShmem:"), None);
    }
}
