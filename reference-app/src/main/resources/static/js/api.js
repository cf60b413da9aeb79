// Calls of the API. A failure becomes an ApiError whose message a person can read.
import { credentials, renewed } from "./session.js";

export class ApiError extends Error {
	constructor(status, message, problem, retryAfter) {
		super(message);
		this.status = status;
		this.problem = problem;
		this.retryAfter = retryAfter;
	}
}

export async function get(path, read = (response) => response.json()) {
	let response = await ask(path);
	if (response.status === 401 && await renewed()) {
		response = await ask(path);
	}
	if (!response.ok) {
		throw await refusal(response);
	}
	return read(response);
}

/** Sends a change as JSON; its headers say what it is based on, or by which key its repetition is known. */
export async function send(method, path, content, extra) {
	const request = async () => ask(path, {
		method, headers: { "Content-Type": "application/json", ...extra }, ...(content && { body: JSON.stringify(content) }),
	});
	let response = await request();
	if (response.status === 401 && await renewed()) {
		response = await request();
	}
	if (!response.ok) {
		throw await refusal(response);
	}
	return response.status === 204 ? null : response.json();
}

async function ask(path, options = {}) {
	try {
		return await fetch(path, { ...options, headers: { ...options.headers, ...await headers() } });
	}
	catch {
		throw unreachable(options.method);
	}
}

/** Sends a file. */
export async function upload(path, file, onProgress) {
	let request = await post(path, file, onProgress);
	if (request.status === 401 && await renewed()) {
		request = await post(path, file, onProgress);
	}
	const body = parse(request.responseText);
	if (request.status >= 300) {
		throw failure(request.status, body, request.getResponseHeader("Retry-After"));
	}
	return body;
}

/** An XMLHttpRequest, as fetch cannot tell how far an upload is. */
async function post(path, file, onProgress) {
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

function words(status, problem) {
	switch (status) {
		case 401:
			return "You are signed out, or your sign-in has expired. Sign in again.";
		case 413:
			return "The file is too large.";
		case 429:
			return "That was more than your share of requests. Wait a little before you go on.";
		case 503:
			return `The service is busy right now. ${problem?.detail ?? "Your data is safe; try again shortly."}`;
		default:
			return problem?.detail ?? problem?.title ?? `Something went wrong (status ${status}).`;
	}
}
