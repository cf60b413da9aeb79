// What works in the background for the person who is signed in, as long as anything does.
import { get } from "./api.js";
import { byId, element } from "./dom.js";
import { progress } from "./format.js";

const TASKS = { "import-file": "Import of a file", "recompute-metrics": "Returns of the whole time" };
const STATES = { WAITING: "waits for its turn", RUNNING: "is at work" };

export async function showJobs() {
	const jobs = await get("/api/jobs");
	byId("jobs-section").hidden = jobs.length === 0;
	byId("jobs").replaceChildren(...jobs.map((job) => element("li", {}, `${TASKS[job.task] ?? job.task}: ${state(job)}`)));
}

function state(job) {
	if (job.state === "FAILED") {
		const times = job.failures === 1 ? "once" : `${job.failures} times in a row`;
		return `failed ${times}; it is tried again at ${new Date(job.next).toLocaleString("sv-SE")}.`;
	}
	const far = progress(job);
	return far ? `${STATES[job.state]}, ${far} activities.` : `${STATES[job.state]}.`;
}
