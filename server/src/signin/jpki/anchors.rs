//! The authorities whose certificates open the door: from files, or in the demo from the hub in a box.

use std::path::Path;

use jpki::anchor::{Anchors, Issues};
use reqwest::Url;

/// Where they come from.
pub(super) enum Source {
    /// They are there already.
    Given,
    /// From the hub in a box, when the first card comes.
    Asked {
        /// The client.
        http: reqwest::Client,
        /// The address.
        url: Url,
    },
}

impl Source {
    /// Asks for them.
    pub(super) async fn ask(&self) -> Result<Anchors, String> {
        let Self::Asked { http, url } = self else { return Err("the authorities are not there".to_owned()) };
        let answer = http.get(url.clone()).send().await.and_then(reqwest::Response::error_for_status);
        let pem = answer.map_err(|error| error.to_string())?.text().await.map_err(|error| error.to_string())?;
        Anchors::default().with_pem(Issues::Authentication, &pem).map_err(|error| error.to_string())
    }
}

/// From a PEM file, or every `*.pem` of a folder.
pub(super) fn of_files(path: &Path) -> Result<Anchors, String> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| format!("{path}: {error}")
    };
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(failed(path))?;
        files = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(failed(path))?;
        files.retain(|file| file.extension().is_some_and(|kind| kind == "pem"));
        files.sort();
    }
    if files.is_empty() {
        return Err(format!("{}: no *.pem in it", path.display()));
    }
    files.iter().try_fold(Anchors::default(), |anchors, file| {
        let pem = std::fs::read_to_string(file).map_err(failed(file))?;
        anchors.with_pem(Issues::Authentication, &pem).map_err(|error| format!("{}: {error}", file.display()))
    })
}
