//! What can be shown: an element, a text, or several of them in their order.

use std::borrow::Cow;

use crate::element::Element;

/// Something to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// An element.
    Element(Element),
    /// A text; never read as HTML.
    Text(Cow<'static, str>),
    /// Several, in their order; none where there is nothing to show.
    Several(Vec<Self>),
}

/// A view of whatever kind: here they all are of one.
pub type AnyView = View;

impl View {
    /// Of what `view!` wrote.
    #[must_use]
    pub fn new(of: impl IntoView) -> Self {
        of.into_any()
    }

    /// As it is: in a build for looking at, the macros say where a view is written.
    #[must_use]
    pub fn with_view_marker(self, _written_at: &str) -> Self {
        self
    }
}

/// Whatever can stand in a view.
pub trait IntoView: Sized {
    /// Puts it behind what is there.
    fn add_to(self, views: &mut Vec<View>);

    /// As a view.
    fn into_any(self) -> View {
        let mut views = Vec::new();
        self.add_to(&mut views);
        if views.len() == 1 { views.remove(0) } else { View::Several(views) }
    }
}

impl IntoView for View {
    #[inline(never)]
    fn add_to(self, views: &mut Vec<View>) {
        views.push(self);
    }

    fn into_any(self) -> View {
        self
    }
}

impl IntoView for Element {
    #[inline(never)]
    fn add_to(self, views: &mut Vec<View>) {
        views.push(View::Element(self));
    }
}

impl IntoView for String {
    #[inline(never)]
    fn add_to(self, views: &mut Vec<View>) {
        views.push(View::Text(Cow::Owned(self)));
    }
}

impl IntoView for &'static str {
    #[inline(never)]
    fn add_to(self, views: &mut Vec<View>) {
        views.push(View::Text(Cow::Borrowed(self)));
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl IntoView for $number {
            fn add_to(self, views: &mut Vec<View>) {
                self.to_string().add_to(views);
            }
        })*
    };
}

numbers! { i32 u32 i64 u64 usize }

impl<T: IntoView> IntoView for Option<T> {
    fn add_to(self, views: &mut Vec<View>) {
        if let Some(view) = self {
            view.add_to(views);
        }
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn add_to(self, views: &mut Vec<View>) {
        for view in self {
            view.add_to(views);
        }
    }
}

impl IntoView for () {
    fn add_to(self, _views: &mut Vec<View>) {}
}

macro_rules! tuples {
    ($(($($part:ident $name:ident)*))*) => {
        $(impl<$($part: IntoView),*> IntoView for ($($part,)*) {
            fn add_to(self, views: &mut Vec<View>) {
                let ($($name,)*) = self;
                $($name.add_to(views);)*
            }
        })*
    };
}

tuples! {
    (A a B b)
    (A a B b C c)
    (A a B b C c D d)
    (A a B b C c D d E e)
    (A a B b C c D d E e F f)
    (A a B b C c D d E e F f G g)
    (A a B b C c D d E e F f G g H h)
    (A a B b C c D d E e F f G g H h I i)
    (A a B b C c D d E e F f G g H h I i J j)
    (A a B b C c D d E e F f G g H h I i J j K k)
    (A a B b C c D d E e F f G g H h I i J j K k L l)
    (A a B b C c D d E e F f G g H h I i J j K k L l M m)
    (A a B b C c D d E e F f G g H h I i J j K k L l M m N n)
    (A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o)
    (A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o P p)
}

/// Taken as it is; the macros ask for it by this name.
pub trait IntoRender: Sized {
    /// Itself.
    fn into_render(self) -> Self {
        self
    }
}

impl<T> IntoRender for T {}

/// Several views out of an iterator.
pub trait CollectView {
    /// All of them.
    fn collect_view(self) -> View;
}

impl<I: IntoIterator<Item: IntoView>> CollectView for I {
    fn collect_view(self) -> View {
        let mut views = Vec::new();
        for view in self {
            view.add_to(&mut views);
        }
        View::Several(views)
    }
}
