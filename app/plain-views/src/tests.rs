//! What `view!` and `#[component]` say becomes: the tree, as a text.

use crate::prelude::*;

fn written(view: &View) -> String {
    match view {
        View::Text(text) => format!("\u{201C}{text}\u{201D}"),
        View::Several(views) => views.iter().map(written).collect(),
        View::Element(element) => {
            let element = &element.0;
            let attributes: String =
                element.attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
            let inside: String = element.children.iter().map(written).collect();
            format!("<{}{}{attributes}>{inside}</>", if element.drawn { "svg:" } else { "" }, element.name)
        }
    }
}

#[component]
fn Line(word: String, #[prop(optional_no_strip)] number: Option<u32>) -> impl IntoView {
    view! { <li class:big=number.is_some()>{word}{number}</li> }
}

#[component]
fn Nothing() -> impl IntoView {
    None::<View>
}

#[test]
fn elements_attributes_and_texts_stand_in_their_order() {
    let (label, there, id) = ("<b>&", true, Some("x"));
    let view = view! {
        <p class="small" class:quiet=there class:loud=!there id=id aria-label=label>{"one"}<b>{label.to_owned()}</b>{3}</p>
        {None::<String>}
        <input type="checkbox" value=7 checked=there autofocus=!there data-keep="yes"/>
    };
    assert_eq!(
        written(&view),
        "<p class=\"small quiet\" id=\"x\" aria-label=\"<b>&\">\u{201C}one\u{201D}<b>\u{201C}<b>&\u{201D}</>\u{201C}3\u{201D}</>\
         <input type=\"checkbox\" value=\"7\" checked=\"\" data-keep=\"yes\"></>"
    );
}

#[test]
fn components_are_called_and_what_is_drawn_is_of_svg() {
    let words = ["a", "b"];
    let lines = words.into_iter().map(|word| view! { <Line word=word.to_owned() number=None/> }).collect_view();
    let view = view! {
        <ul>{lines}<Line word="c".to_owned() number=Some(1)/><Nothing/></ul>
        <svg viewBox="0 0 1 2"><rect x=1 width="2"></rect></svg>
    };
    assert_eq!(
        written(&view),
        "<ul><li>\u{201C}a\u{201D}</><li>\u{201C}b\u{201D}</><li class=\"big\">\u{201C}c\u{201D}\u{201C}1\u{201D}</></>\
         <svg:svg viewBox=\"0 0 1 2\"><svg:rect x=\"1\" width=\"2\"></></>"
    );
}

#[test]
fn a_view_of_many_parts_loses_none() {
    let many = (0..40).map(|number| format!("{number};")).collect::<Vec<_>>();
    let view = view! {
        <p>{many.clone()}{"a"}{"b"}{"c"}{"d"}{"e"}{"f"}{"g"}{"h"}{"i"}{"j"}{"k"}{"l"}{"m"}{"n"}{"o"}{"p"}{"q"}{"r"}</p>
    };
    let texts = written(&view).matches('\u{201C}').count();
    assert_eq!(texts, many.len() + 18);
}
