// The person's portfolios, and which of them is looked at in this tab.
import { get, send } from "./api.js";
import { element } from "./dom.js";

const KEY = "portfolio.chosen";
const FIRST = "My portfolio";

export function portfolios() {
	return get("/api/portfolios");
}

/** The one that was chosen, or the first, or null. */
export function chosen(all) {
	return all.find((each) => each.id === sessionStorage.getItem(KEY)) ?? all[0] ?? null;
}

export function choose(id) {
	sessionStorage.setItem(KEY, id);
}

/** Lets a person choose; there is no choice without several. */
export function offer(select, all, current, onChange) {
	select.replaceChildren(...all.map((each) => element("option", { value: each.id }, each.name)));
	select.value = current?.id ?? "";
	select.onchange = () => {
		choose(select.value);
		onChange(all.find((each) => each.id === select.value));
	};
}

/** Makes the portfolio of whoever has none yet. */
export async function first() {
	return (await send("POST", "/api/portfolios", { name: FIRST })).id;
}
