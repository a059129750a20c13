//! Components: functions of their properties, as the macros call them.

/// Properties of a component.
pub trait Props {
    /// What puts them together.
    type Builder;

    /// Begins.
    fn builder() -> Self::Builder;
}

/// Of a component without properties.
#[derive(Clone, Copy, Debug)]
pub struct NoProps;

impl NoProps {
    /// There is nothing to put together.
    pub const fn build(self) {}
}

/// A function that is a component: with properties, or without.
pub trait Component<P, V> {
    /// What puts its properties together.
    type Builder;

    /// Begins.
    fn builder() -> Self::Builder;
    /// What it shows.
    fn show(self, props: P) -> V;
}

impl<F: FnOnce() -> V, V> Component<(), V> for F {
    type Builder = NoProps;

    fn builder() -> NoProps {
        NoProps
    }

    fn show(self, (): ()) -> V {
        self()
    }
}

impl<F: FnOnce(P) -> V, P: Props, V> Component<P, V> for F {
    type Builder = P::Builder;

    fn builder() -> P::Builder {
        P::builder()
    }

    fn show(self, props: P) -> V {
        self(props)
    }
}

/// Begins the properties of a component.
pub fn component_props_builder<P, V, C: Component<P, V>>(_of: &C) -> C::Builder {
    C::builder()
}

/// What a component shows.
pub fn component_view<P, V>(component: impl Component<P, V>, props: P) -> V {
    component.show(props)
}
