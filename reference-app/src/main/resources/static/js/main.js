// The dashboard: signs in, loads, and says what is wrong where something is.
import { get } from "./api.js";
import { byId, element } from "./dom.js";
import { prepareImport } from "./import.js";
import { showOverview } from "./overview.js";
import { forget, isSignedIn, person, restore, signOut, takeTokenFromAddress } from "./session.js";
import { prepareSignIn } from "./sign-in.js";

const SECONDS_UNTIL_RETRY = 5;

let waiting;

async function load() {
	clearTimeout(waiting);
	if (!isSignedIn()) {
		show("sign-in");
		return;
	}
	say(byId("dashboard").hidden ? "Loading your portfolio …" : "");
	try {
		showOverview(await get("/api/dashboard/overview"));
		say("");
		show("dashboard");
	}
	catch (error) {
		failed(error);
	}
}

function failed(error) {
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
	else if (byId("dashboard").hidden) {
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
	byId("person").textContent = person();
	if (part === "sign-in") {
		byId("as-of").textContent = "";
		byId("sign-in").querySelector("form:not([hidden]) input").focus();
	}
}

async function start() {
	takeTokenFromAddress();
	// A server that cannot be reached now will be told of by the first request.
	await restore().catch(() => null);
	load();
}

byId("sign-out").onclick = async () => {
	await signOut();
	// Nothing of one person stays in the page for the next.
	location.reload();
};
window.onhashchange = start;
prepareSignIn(load, say);
prepareImport(load, failed);
start();
