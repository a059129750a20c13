//! Lays the lanes out: the months along the top, each lane's words over its rows, everything on one scale of days.

use chrono::{Datelike, NaiveDate};

use super::{Lane, Lanes, Stretch};
use crate::chart::labels::text_width;
use crate::chart::shape::{Anchor, Role, Shape, Spot};
use crate::domain::calendar::YearMonth;

/// One of the two drawings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) width: i32,
    font: i32,
}

pub(super) const WIDE: Size = Size { width: 736, font: 16 };
pub(super) const NARROW: Size = Size { width: 320, font: 15 };

/// Left and right edge.
pub(super) const EDGE: i32 = 6;
/// Height of a bar, and what lies between two rows.
const BAR: i32 = 14;
const BETWEEN: i32 = 4;
/// Between two lanes.
const AIR: i32 = 10;

/// Months from label to label, the first distance at which no two labels touch.
const STEPS: [i32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

/// From days to places.
struct Scale {
    from: NaiveDate,
    days: f64,
    width: i32,
}

impl Scale {
    fn of(lanes: &Lanes, size: Size) -> Self {
        let days = (lanes.to - lanes.from).num_days().max(1) as f64;
        Self { from: lanes.from, days, width: size.width }
    }

    fn spot(&self, day: NaiveDate) -> i32 {
        let share = ((day - self.from).num_days() as f64 / self.days).clamp(0.0, 1.0);
        EDGE + (share * f64::from(self.width - 2 * EDGE)).round() as i32
    }

    fn within(&self, (from, until): Stretch) -> (i32, i32) {
        (self.spot(from), self.spot(until))
    }
}

/// Height and shapes of one drawing.
pub(super) fn draw(lanes: &Lanes, size: Size) -> (i32, Vec<Shape>) {
    let scale = Scale::of(lanes, size);
    let (mut shapes, mut below) = (Vec::new(), Vec::new());
    let top = size.font * 2 + 10;
    let mut y = top + AIR;
    for lane in &lanes.lanes {
        y = draw_lane(lane, y, size, &scale, &mut below) + AIR;
    }
    months(lanes, size, &scale, (top, y), &mut shapes);
    if (lanes.from..=lanes.to).contains(&lanes.today) {
        let x = scale.spot(lanes.today);
        let half = size.font;
        let middle = x.clamp(half + 1, size.width - half - 1);
        shapes.push(text((middle, size.font), Anchor::Middle, "今日".to_owned(), Role::Value));
        shapes.push(line((x, size.font + 4), (x, y), Role::Today));
    }
    shapes.extend(below);
    (y, shapes)
}

fn months(lanes: &Lanes, size: Size, scale: &Scale, (top, bottom): (i32, i32), shapes: &mut Vec<Shape>) {
    let first = YearMonth::of(lanes.from);
    let month = |place: i32| first.plus(place);
    let count = (lanes.to.year() * 12 + lanes.to.month0() as i32) - (first.year() * 12 + first.month() as i32 - 1);
    let words = |month: YearMonth, step: i32| match (step, month.month()) {
        (12.., _) => format!("{}年", month.year()),
        (_, 1) => format!("{}年", month.year()),
        (_, month) => format!("{month}月"),
    };
    let ticks = |step: i32| -> Vec<(i32, String)> {
        (0..=count)
            .map(month)
            .filter(|month| (month.year() * 12 + month.month() as i32 - 1) % step == 0)
            .filter_map(|month| Some((month.day(1)?, words(month, step))))
            .filter(|(day, _)| (lanes.from..=lanes.to).contains(day))
            .map(|(day, words)| (scale.spot(day), words))
            .collect()
    };
    let apart = |ticks: &[(i32, String)]| {
        ticks.windows(2).all(|pair| pair[1].0 - pair[0].0 >= text_width(&pair[0].1, size.font) + 4)
    };
    let fitting = STEPS.into_iter().map(ticks).find(|ticks| apart(ticks)).unwrap_or_default();
    for (x, words) in fitting {
        shapes.push(line((x, top - 4), (x, bottom), Role::Grid));
        if x + text_width(&words, size.font) <= size.width {
            shapes.push(text((x + 2, top - 8), Anchor::Start, words, Role::Label));
        }
    }
}

/// One lane from `top` on; gives where it ends.
fn draw_lane(lane: &Lane, top: i32, size: Size, scale: &Scale, shapes: &mut Vec<Shape>) -> i32 {
    let mut y = top;
    for words in broken(&lane.label, size.font, size.width - 2 * EDGE) {
        y += size.font + 2;
        shapes.push(text((EDGE, y), Anchor::Start, words, Role::Value));
    }
    y += 6;
    let rows_top = y;
    for (from, until) in lane.gaps.iter().map(|gap| scale.within(*gap)).filter(|(from, until)| until > from) {
        let middle = rows_top + BAR / 2;
        shapes.push(line((from, middle), (until, middle), Role::Gap));
    }
    for row in &lane.rows {
        for bar in row {
            let (from, until) = scale.within(bar.days);
            // A bar of a day is still seen, and two that follow each other are still two.
            let until = (until - 1).max(from + 2);
            let role = if bar.waiting { Role::Waiting } else { Role::Supply };
            shapes.push(Shape::Rect { from: (from, y), to: (until, y + BAR), role });
        }
        y += BAR + BETWEEN;
    }
    for stretch in &lane.doubled {
        let (from, until) = scale.within(*stretch);
        shapes.push(Shape::Rect {
            from: (from - 2, rows_top - 3),
            to: (until.max(from + 4) + 1, y - 1),
            role: Role::Doubled,
        });
    }
    if !lane.marks.is_empty() {
        let middle = y + BAR / 2;
        for day in &lane.marks {
            let x = scale.spot(*day);
            let points = vec![(x, middle - 7), (x + 7, middle), (x, middle + 7), (x - 7, middle)];
            shapes.push(Shape::Path { points, closed: true, role: Role::Undated });
        }
        y += BAR + BETWEEN;
    }
    y
}

/// Words in as many lines as they need.
fn broken(words: &str, font: i32, width: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for letter in words.chars() {
        let last = lines.last_mut().expect("there is always a line");
        let longer = format!("{last}{letter}");
        if text_width(&longer, font) <= width {
            *last = longer;
        } else {
            lines.push(letter.to_string());
        }
    }
    lines
}

fn line(from: Spot, to: Spot, role: Role) -> Shape {
    Shape::Path { points: vec![from, to], closed: false, role }
}

fn text(at: Spot, anchor: Anchor, words: String, role: Role) -> Shape {
    Shape::Text { at, anchor, words, role }
}
