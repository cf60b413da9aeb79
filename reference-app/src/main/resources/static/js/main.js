// The overview page.
import { showHoldings } from "./holdings.js";
import { prepareImport, resumeImport } from "./import.js";
import { latest } from "./latest.js";
import { showOverview } from "./overview.js";
import { showPerformance } from "./performance.js";
import { failed, load, run } from "./shell.js";

const SHOWN_AT_ONCE = 10;

const asked = latest();

run((get) => asked(() => get("/api/dashboard/overview"), (overview, isLast) => show(overview, isLast, get)));
prepareImport(load);

function show(overview, isLast, get) {
	showOverview(overview);
	// What takes longer comes when it is there, and says itself what is wrong with it.
	showPerformance();
	resumeImport(load).catch(() => null);
	if (overview.topHoldings.length === SHOWN_AT_ONCE) {
		get("/api/dashboard/holdings")
			.then((all) => isLast() && showHoldings(all.holdings))
			.catch((error) => isLast() && failed(error));
	}
}
