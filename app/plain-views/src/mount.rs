//! Puts a view into the page, as nodes, texts and attributes: nothing is ever read as HTML.

use wasm_bindgen::JsValue;
use web_sys::{Document, Node};

use crate::element::{Element, Parts};
use crate::view::View;

/// Where SVG's names belong.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Puts a view behind what stands in a place.
///
/// # Errors
/// What the browser says where it refuses a node.
pub fn mount(document: &Document, place: &Node, view: &View) -> Result<(), JsValue> {
    match view {
        View::Text(text) => place.append_child(&document.create_text_node(text)).map(|_| ()),
        View::Several(views) => views.iter().try_for_each(|view| mount(document, place, view)),
        View::Element(Element(parts)) => {
            let Parts { name, drawn, attributes, children } = &**parts;
            let node =
                if *drawn { document.create_element_ns(Some(SVG), name)? } else { document.create_element(name)? };
            for (name, value) in attributes {
                node.set_attribute(name, value)?;
            }
            children.iter().try_for_each(|view| mount(document, &node, view))?;
            place.append_child(&node).map(|_| ())
        }
    }
}
