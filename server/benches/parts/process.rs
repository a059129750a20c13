//! What the kernel says a process has used (Linux).

/// Resident memory in megabytes (10^6 bytes).
pub(crate) fn resident_mb(id: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/status")).expect("a process");
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().expect("a number");
    kib * 1024.0 / 1e6
}

/// User and system time so far, in milliseconds. The kernel counts in hundredths of a second.
pub(crate) fn cpu_ms(id: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("a process");
    // The name in brackets may hold spaces; the fields after it do not.
    let after = text.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |place: usize| fields[place].parse::<f64>().expect("ticks");
    (ticks(11) + ticks(12)) * 10.0
}
