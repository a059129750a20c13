//! Which years of a trend are shown: the last five or ten fiscal years, or all of them.

use crate::domain::checkup::trend::{Point, Trend};

/// A period to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// Five fiscal years.
    Five,
    /// Ten fiscal years.
    Ten,
    /// Everything.
    All,
}

impl Period {
    pub(super) const EACH: [Self; 3] = [Self::Five, Self::Ten, Self::All];

    /// From the address; anything else is ten years.
    pub(super) fn from_query(years: Option<&str>) -> Self {
        match years {
            Some("5") => Self::Five,
            Some("all") => Self::All,
            _ => Self::Ten,
        }
    }

    pub(super) const fn query(self) -> &'static str {
        match self {
            Self::Five => "5",
            Self::Ten => "10",
            Self::All => "all",
        }
    }

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Five => "5年",
            Self::Ten => "10年",
            Self::All => "すべて",
        }
    }

    fn points<S>(self, trend: &Trend<S>) -> &[Point] {
        match self {
            Self::Five => trend.last_years(5),
            Self::Ten => trend.last_years(10),
            Self::All => &trend.points,
        }
    }
}

/// The different pictures some trends give together, a part for each, and which of them each period shows. Periods with the
/// same points share one.
pub(super) fn pictures<'t, S>(trends: &[&'t Trend<S>]) -> (Vec<Vec<&'t [Point]>>, [usize; 3]) {
    let mut pictures: Vec<Vec<&[Point]>> = Vec::new();
    let lengths = |parts: &[&[Point]]| parts.iter().map(|points| points.len()).collect::<Vec<_>>();
    let of = Period::EACH.map(|period| {
        let parts: Vec<&[Point]> = trends.iter().map(|trend| period.points(trend)).collect();
        pictures.iter().position(|known| lengths(known) == lengths(&parts)).unwrap_or_else(|| {
            pictures.push(parts);
            pictures.len() - 1
        })
    });
    (pictures, of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::items::item_by_slug;
    use crate::domain::checkup::{Measurement, Value, Visit};
    use crate::domain::person::Sex;

    fn trend(years: std::ops::RangeInclusive<i32>) -> Trend {
        let visits: Vec<Visit> = years
            .map(|year| Visit {
                results: vec![Measurement::new(
                    "9N006000000000001",
                    "体重",
                    Value::Quantity { text: "60".into(), number: 60.0, unit: "kg".into(), bound: None },
                )],
                ..Visit::new(chrono::NaiveDate::from_ymd_opt(year, 5, 14).expect("a date"), "010")
            })
            .collect();
        Trend::of(item_by_slug("weight").expect("an item"), &visits, Sex::Male)
    }

    #[test]
    fn periods_with_the_same_points_share_a_picture() {
        let check = |years, lengths: &[usize], of: [usize; 3]| {
            let trend = trend(years);
            let (pictures, shown) = pictures(&[&trend]);
            assert_eq!(
                (pictures.iter().map(|parts| parts[0].len()).collect::<Vec<_>>().as_slice(), shown),
                (lengths, of)
            );
        };
        check(2024..=2026, &[3], [0, 0, 0]);
        check(2017..=2026, &[5, 10], [0, 1, 1]);
        check(2010..=2026, &[5, 10, 17], [0, 1, 2]);
    }

    #[test]
    fn an_address_nobody_wrote_shows_ten_years() {
        for (given, period) in
            [(Some("5"), Period::Five), (Some("all"), Period::All), (None, Period::Ten), (Some("<b>"), Period::Ten)]
        {
            assert_eq!(Period::from_query(given), period);
        }
    }
}
