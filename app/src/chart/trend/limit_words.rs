//! Names of the limit lines: the newest at the right end of the plot, those that ended where they end.

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::Stretch;
use super::draw::{Drawn, Plot, limits_within, words};
use super::layout::{Size, day_number, struck};
use crate::chart::canvas::Canvas;
use crate::chart::labels::{Area, place, text_width};
use crate::chart::scale::{Range, axis_number};
use crate::chart::shape::Role;

const REFERRAL: &str = "受診勧奨";

/// What the lower and the upper end of the range are called.
const fn names(stretch: &Stretch) -> [&'static str; 2] {
    if stretch.of_report { ["下限", "上限"] } else { ["保健指導", "保健指導"] }
}

/// The limits of the newest stretch, named at their right end.
pub(super) fn newest(
    area: &DrawingArea<Canvas, plotters::coord::Shift>,
    plot: &Plot<'_>,
    stretch: Option<&Stretch>,
    last: i32,
    range: Range,
    inner: Area,
    size: Size,
) -> Drawn {
    let Some(stretch) = stretch else { return Ok(()) };
    let [lower, upper] = names(stretch);
    let named = [(stretch.low, lower), (stretch.high, upper), (stretch.second, REFERRAL)];
    let named: Vec<(f64, &str)> = named
        .into_iter()
        .filter_map(|(limit, word)| Some((limit?, word)))
        .filter(|(limit, _)| range.low < *limit && *limit < range.high)
        .collect();
    let middle = |limit: f64| plot.backend_coord(&(last, limit)).1;
    let wanted: Vec<Vec<Area>> = named
        .iter()
        .map(|&(limit, _)| {
            // Two limits close to each other move apart; a third between them moves as far as a whole line.
            [0, -size.font / 2, size.font / 2, -size.font, size.font]
                .map(|shift| Area {
                    left: inner.right,
                    top: middle(limit) + shift - size.font / 2,
                    right: inner.right + 1,
                    bottom: middle(limit) + shift + size.font / 2,
                })
                .to_vec()
        })
        .collect();
    for ((place, areas), (limit, word)) in place(&wanted, &[], size.frame()).into_iter().zip(&wanted).zip(named) {
        let Some(place) = place else { continue };
        let text = if size.words { format!("{} {word}", axis_number(limit)) } else { axis_number(limit) };
        words(area, &text, (inner.right + 8, areas[place].bottom - size.font / 7), HPos::Left, size, Role::Label)?;
    }
    Ok(())
}

/// The limits that held for a while only, and hold no more: on their line, at its end, clear of other lines. `room` is the
/// plot, and what is written there.
pub(super) fn ended(
    area: &DrawingArea<Canvas, plotters::coord::Shift>,
    plot: &Plot<'_>,
    stretches: &[Stretch],
    (first, last): (i32, i32),
    range: Range,
    (inner, mut taken): (Area, Vec<Area>),
    size: Size,
) -> Drawn {
    let now = stretches.last().map(|stretch| [stretch.low, stretch.high, stretch.second]).unwrap_or_default();
    let lines: Vec<i32> = limits_within(stretches, range).map(|limit| plot.backend_coord(&(first, limit)).1).collect();
    for pair in stretches.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let end = day_number(before.to).min(last);
        let [lower, upper] = names(before);
        let kinds =
            [(before.low, after.low, lower), (before.high, after.high, upper), (before.second, after.second, REFERRAL)];
        for (limit, next, word) in kinds {
            let ended = |limit: &f64| Some(*limit) != next && !now.contains(&Some(*limit));
            let Some(limit) = limit.filter(|limit| ended(limit) && range.low < *limit && *limit < range.high) else {
                continue;
            };
            if end <= first {
                continue;
            }
            let text = if size.words { format!("{} {word}", axis_number(limit)) } else { axis_number(limit) };
            let (right, y) = plot.backend_coord(&(end, limit));
            let mut places = [y - size.font - 3, y + 3].map(|top| Area {
                left: right - text_width(&text, size.font),
                top,
                right,
                bottom: top + size.font,
            });
            places.sort_by_key(|area| struck(area, &lines));
            if let Some(place) = place(&[places.to_vec()], &taken, inner)[0] {
                taken.push(places[place]);
                words(area, &text, (right, places[place].bottom - size.font / 7), HPos::Right, size, Role::Label)?;
            }
        }
    }
    Ok(())
}
