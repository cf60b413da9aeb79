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

/** Replaces what is in a place; whoever works with the keyboard stays where they were, although the elements are new. */
export function renew(place, children, otherwise) {
	const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
	place.replaceChildren(...children);
	if (key) {
		(place.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? otherwise).focus();
	}
}

/** Goes on to what comes next, unless the person has gone elsewhere meanwhile: there they may press a key right now. */
export function goOn(from, target, how) {
	if (document.activeElement?.matches(`body, main, ${from}`)) {
		target?.focus(how);
	}
}

function fill(node, attributes, children) {
	Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
	node.append(...children);
	return node;
}
