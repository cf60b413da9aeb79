// The overview page.
import { prepareImport } from "./import.js";
import { showOverview } from "./overview.js";
import { showPerformance } from "./performance.js";
import { failed, load, run } from "./shell.js";

run(async (get) => {
	showOverview(await get("/api/dashboard/overview"));
	// What takes longer comes when it is there, and says itself what is wrong with it.
	showPerformance();
});
prepareImport(load, failed);
