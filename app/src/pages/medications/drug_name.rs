//! A drug's name, whole, with its strength kept on one line: `５ｍｇ` never breaks between number and unit.

use leptos::prelude::*;

/// The name.
pub(crate) fn drug_name(name: &str) -> AnyView {
    let (before, strength, after) = parts(name);
    view! { {before.to_owned()}{(!strength.is_empty()).then(|| view! { <span class="nowrap">{strength.to_owned()}</span> })}{after.to_owned()} }.into_any()
}

/// Before, strength and after; the strength is the first run that begins with a digit and has a unit. Together they are
/// always the name.
fn parts(name: &str) -> (&str, &str, &str) {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let of_unit = |c: char| {
        c.is_ascii_alphanumeric()
            || ('０'..='９').contains(&c)
            || ('Ａ'..='ｚ').contains(&c)
            || "．.％%μµ／/・".contains(c)
    };
    let mut from = 0;
    while let Some(start) = name[from..].find(is_digit).map(|at| from + at) {
        let end = name[start..].find(|c| !of_unit(c)).map_or(name.len(), |at| start + at);
        let run = &name[start..end];
        if run.chars().any(|c| !is_digit(c)) && run.chars().count() <= 14 {
            return (&name[..start], run, &name[end..]);
        }
        from = end;
    }
    (name, "", "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parts;

    #[test]
    fn finds_the_strength() {
        let check = |name: &str, strength: &str| assert_eq!(parts(name).1, strength, "{name}");
        check("アムロジピンＯＤ錠５ｍｇ「トーワ」", "５ｍｇ");
        check("ノルバスク錠２．５ｍｇ", "２．５ｍｇ");
        check("ツムラ葛根湯エキス顆粒（医療用）", "");
        check("酸化マグネシウム錠330mg「見本」", "330mg");
        check("見本軟膏０．１％", "０．１％");
        check("", "");
    }

    proptest! {
        #[test]
        fn the_name_is_never_cut(name in any::<String>()) {
            let (before, strength, after) = parts(&name);
            prop_assert_eq!(format!("{before}{strength}{after}"), name);
        }
    }
}
