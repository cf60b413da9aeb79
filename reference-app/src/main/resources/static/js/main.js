// The overview page.
import { showHoldings } from "./holdings.js";
import { prepareImport, resumeImport } from "./import.js";
import { latest } from "./latest.js";
import { showOverview } from "./overview.js";
import { showPerformance } from "./performance.js";
import { failed, load, run } from "./shell.js";

const SHOWN_AT_ONCE = 10;

const asked = latest();
const listed = latest();

run((get) => asked(() => get("/api/dashboard/overview"), (overview) => show(overview, get)));
prepareImport(load, failed);

async function show(overview, get) {
	showOverview(overview);
	// What takes longer comes when it is there, and says itself what is wrong with it.
	showPerformance();
	resumeImport(load, failed).catch(() => null);
	if (overview.topHoldings.length === SHOWN_AT_ONCE) {
		await listed(() => get("/api/dashboard/holdings"), (all) => showHoldings(all.holdings));
	}
}
