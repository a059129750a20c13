//! A drawing surface for plotters that collects shapes with roles instead of writing SVG text with colours.
//!
//! The library's own SVG writer repeats colour, opacity and font on every element and fixes them for all media; here
//! the blue part of a colour is the number of a [`Role`], and the style sheet does the rest.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::style::RGBColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::labels::text_width;
use super::shape::{Anchor, Role, Shape};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The "colour" that carries a role.
#[must_use]
pub const fn ink(role: Role) -> RGBColor {
    RGBColor(0, 0, role.number())
}

fn role_of(color: BackendColor) -> Role {
    Role::from_number(color.rgb.2)
}

/// The surface. Shapes are handed back through the shared list, because the library keeps the surface itself.
#[derive(Debug)]
pub struct Canvas {
    size: (u32, u32),
    font: i32,
    shapes: Rc<RefCell<Vec<Shape>>>,
}

impl Canvas {
    /// A surface of a size, in units of the view box, whose text is `font` units high; and the list it draws into.
    #[must_use]
    pub fn new(size: (u32, u32), font: i32) -> (Self, Rc<RefCell<Vec<Shape>>>) {
        let shapes = Rc::new(RefCell::new(Vec::with_capacity(64)));
        (Self { size, font, shapes: Rc::clone(&shapes) }, shapes)
    }

    fn push(&self, shape: Shape) -> Drawn {
        self.shapes.borrow_mut().push(shape);
        Ok(())
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Single pixels have no meaning in our drawings.
    fn draw_pixel(&mut self, _point: BackendCoord, _color: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.push(Shape::Rect { from: upper_left, to: bottom_right, role: role_of(style.color()) })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.push(Shape::Path { points: path.into_iter().collect(), closed: false, role: role_of(style.color()) })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, vert: I, style: &S) -> Drawn {
        self.push(Shape::Path { points: vert.into_iter().collect(), closed: true, role: role_of(style.color()) })
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, _fill: bool) -> Drawn {
        self.push(Shape::Disc { at: center, radius, role: role_of(style.color()) })
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        // SVG sets text on its base line; a capital or kanji reaches about 0.8 of the size above it.
        let down = match style.anchor().v_pos {
            VPos::Top => self.font * 8 / 10,
            VPos::Center => self.font * 36 / 100,
            VPos::Bottom => -self.font / 5,
        };
        self.push(Shape::Text {
            at: (pos.0, pos.1 + down),
            anchor,
            words: text.to_owned(),
            role: role_of(style.color()),
        })
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = u32::try_from(text_width(text, self.font)).unwrap_or(0);
        Ok((width, u32::try_from(self.font).unwrap_or(0)))
    }
}
