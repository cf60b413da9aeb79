// Elements without markup: text stays text, whatever a symbol or a note contains.
export function element(name, attributes = {}, ...children) {
	return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
	return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

export function byId(id) {
	return document.getElementById(id);
}

function fill(node, attributes, children) {
	Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
	node.append(...children);
	return node;
}
