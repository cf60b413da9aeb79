// What every page does: signs in, loads, and says what is wrong where something is.
import { get, refusal, unreachable } from "./api.js";
import { byId, element } from "./dom.js";
import { forget, isSignedIn, person, restore, role, signOut, takeTokenFromAddress } from "./session.js";
import { prepareSignIn } from "./sign-in.js";

const SECONDS_UNTIL_RETRY = 5;

let waiting;
let content;

/** Runs a page. Its loader may throw an ApiError, and is called again where that helps. */
export function run(loader) {
	content = loader;
	byId("sign-out").onclick = async () => {
		await signOut();
		// Nothing of one person stays in the page for the next.
		location.reload();
	};
	window.onhashchange = () => location.hash.startsWith("#token=") && start();
	prepareSignIn(load, say);
	start();
}

export async function load() {
	clearTimeout(waiting);
	try {
		await restored();
		if (!isSignedIn()) {
			show("sign-in");
			return;
		}
		say(byId("dashboard").hidden ? "Loading …" : "");
		await content(get);
		say("");
		show("dashboard");
	}
	catch (error) {
		failed(error);
	}
}

export function failed(error) {
	if (error.status === undefined) {
		throw error;
	}
	if (error.status === 401) {
		forget();
		say(error.message);
		show("sign-in");
		return;
	}
	say(error.message);
	if (error.status === 429 || error.status === 503) {
		countDown(error, error.retryAfter || SECONDS_UNTIL_RETRY);
	}
	else {
		const again = element("button", { type: "button" }, "Try again");
		again.onclick = load;
		byId("message").append(again);
	}
}

function countDown(error, seconds) {
	clearTimeout(waiting);
	if (seconds <= 0) {
		load();
		return;
	}
	say(error.message);
	// Not announced each second: a screen reader hears the message, the clock is for the eye.
	byId("message").append(element("p", { class: "quiet", "aria-hidden": "true" }, `Next try in ${seconds} s.`));
	waiting = setTimeout(countDown, 1000, error, seconds - 1);
}

function say(text) {
	byId("message").replaceChildren(...(text ? [element("p", {}, text)] : []));
}

function show(part) {
	byId("sign-in").hidden = part !== "sign-in";
	byId("dashboard").hidden = part !== "dashboard";
	byId("account").hidden = part === "sign-in";
	byId("operator-link").hidden = part === "sign-in" || role() !== "operator";
	byId("person").textContent = person();
	if (part === "sign-in") {
		byId("sign-in").querySelector("form:not([hidden]) input").focus();
	}
	// Charts that were made while nothing was to be seen take their width now.
	window.dispatchEvent(new Event("resize"));
}

function start() {
	takeTokenFromAddress();
	load();
}

/** Nobody is asked to sign in because the server does not say whether they are. */
async function restored() {
	const response = await restore().catch(() => {
		throw unreachable();
	});
	if (response?.status === 429 || response?.status >= 500) {
		throw await refusal(response);
	}
}
