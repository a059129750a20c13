//! Where a path leads, however it is spelled.

use std::path::{Component, Path, PathBuf};

/// The same place without `.` and `..`, with links followed as far as it exists.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut here = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => _ = here.pop(),
            other => {
                here.push(other);
                if let Ok(found) = here.canonicalize() {
                    here = found;
                }
            }
        }
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_round_and_links_lead_to_the_same_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let base = folder.path().canonicalize().expect("it is there");
        std::fs::create_dir(base.join("there")).expect("made");
        std::os::unix::fs::symlink(base.join("there"), base.join("link")).expect("linked");
        for (path, leads) in [
            ("there/key.pem", "there/key.pem"),
            ("link/key.pem", "there/key.pem"),
            ("there/../link/./x/../key.pem", "there/key.pem"),
            ("new/../there", "there"),
            ("new/deep", "new/deep"),
        ] {
            assert_eq!(real(&base.join(path)), base.join(leads), "{path}");
        }
    }
}
