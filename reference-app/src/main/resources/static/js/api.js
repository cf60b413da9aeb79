// Calls of the API. A failure becomes an ApiError whose message a person can read.
import { credentials, renewal } from "./session.js";

// What the server says once another session has taken the place of the page's.
const REPLACED = "urn:portfolio-platform:session-replaced";

export class ApiError extends Error {
	constructor(status, message, problem, retryAfter = 0) {
		super(message);
		this.status = status;
		this.problem = problem;
		this.retryAfter = retryAfter;
	}

	/** Whether somebody signed in with this browser since the page was loaded, be it the same person. */
	get isReplaced() {
		return this.problem?.type === REPLACED;
	}

	/** Whether the page, as it is, will get no other answer to anything. */
	get endsPage() {
		return this.status === 401 || this.isReplaced;
	}
}

export function get(path, read = (response) => response.json()) {
	return answer(path, {}, read);
}

/** Sends a change as JSON; its headers say what it is based on, or by which key its repetition is known. */
export function send(method, path, content, extra) {
	const options = { method, headers: { "Content-Type": "application/json", ...extra }, ...(content && { body: JSON.stringify(content) }) };
	return answer(path, options, (response) => response.status === 204 ? null : response.json());
}

async function answer(path, options, read) {
	try {
		const response = await signedIn(async () => fetch(path, { ...options, headers: { ...options.headers, ...await headers() } }));
		if (!response.ok) {
			throw await refusal(response);
		}
		return await read(response);
	}
	catch (error) {
		// There is no answer, or it breaks off, or somebody else answers who wants a sign-in to the network first.
		throw error instanceof ApiError ? error : unreachable(options.method);
	}
}

/** Asks again where the session could be renewed; nobody is signed out because the server does not say whether it can. */
async function signedIn(request) {
	const response = await request();
	const renewed = response.status === 401 ? await renewal().catch(() => {
		throw unreachable();
	}) : null;
	if (renewed && passes(renewed.status)) {
		throw await refusal(renewed.clone());
	}
	return renewed?.ok ? request() : response;
}

/** Whether who asks again may get another answer than that of a status; 0 is none. */
export function passes(status) {
	return status === 0 || status === 429 || status >= 500;
}

/** Sends a file. */
export async function upload(path, file, onProgress) {
	const request = await signedIn(() => post(path, file, onProgress));
	const body = parse(request.responseText);
	if (request.status >= 300) {
		throw failure(request.status, body, request.getResponseHeader("Retry-After"));
	}
	if (body === null) {
		throw unreachable("POST");
	}
	return body;
}

/** An XMLHttpRequest, as fetch cannot tell how far an upload is. */
async function post(path, file, onProgress) {
	// Of a file that was changed since it was chosen, the request would tell no more than that it failed.
	await file.slice(0, 1).arrayBuffer().catch(() => {
		throw new ApiError(400, "The file cannot be read, or was changed since. Choose it again.");
	});
	const sent = await headers();
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open("POST", path);
		Object.entries(sent).forEach(([name, value]) => request.setRequestHeader(name, value));
		request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
		request.onerror = () => reject(unreachable("POST"));
		request.onload = () => resolve(request);
		const form = new FormData();
		form.append("file", file);
		request.send(form);
	});
}

/** Turns a refusal into an error that says what a person needs to know. */
export async function refusal(response) {
	return failure(response.status, await response.json().catch(() => null), response.headers.get("Retry-After"));
}

async function headers() {
	return { Accept: "application/json, application/problem+json", ...await credentials() };
}

function parse(text) {
	try {
		return JSON.parse(text);
	}
	catch {
		return null;
	}
}

export function unreachable(method = "GET") {
	// An answer may be lost as well as a request.
	const unknown = method === "GET" ? "" : " Whether your change was made is not known: look before you make it again.";
	return new ApiError(0, `The server cannot be reached. Check your connection.${unknown}`);
}

function failure(status, problem, retryAfter) {
	const seconds = Number(retryAfter) || 0;
	return new ApiError(status, words(status, problem), problem, seconds);
}

/** What is said of too much of something else than requests. */
function said(problem) {
	return problem?.["violated-policies"] ? undefined : problem?.detail;
}

function words(status, problem) {
	switch (status) {
		case 401:
			return "You are signed out, or your sign-in has expired. Sign in again.";
		case 413:
			return "The file is too large.";
		case 429:
			return said(problem) ?? "That was more than your share of requests. Wait a little before you go on.";
		case 503:
			return `The service is busy right now. ${problem?.detail ?? "Your data is safe; try again shortly."}`;
		default:
			return problem?.detail ?? problem?.title ?? `Something went wrong (status ${status}).`;
	}
}
