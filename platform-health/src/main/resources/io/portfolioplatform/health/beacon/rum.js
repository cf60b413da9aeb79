// Measures this page view and sends it once, when the page is hidden.
(function () {
	"use strict";
	var target = document.currentScript.src.replace(/\.js(\?.*)?$/, "");
	var times = {};
	var sent = false;

	function observe(type, options, each) {
		try {
			new PerformanceObserver(function (list) {
				list.getEntries().forEach(each);
			}).observe(Object.assign({ type: type, buffered: true }, options));
		} catch (unsupported) {
			// This browser does not measure it.
		}
	}

	observe("paint", {}, function (entry) {
		if (entry.name === "first-contentful-paint") {
			times.fcp = entry.startTime;
		}
	});
	observe("largest-contentful-paint", {}, function (entry) {
		times.lcp = entry.startTime;
	});
	observe("event", { durationThreshold: 40 }, function (entry) {
		if (entry.interactionId) {
			times.inp = Math.max(times.inp || 0, entry.duration);
		}
	});

	function send() {
		var navigation = performance.getEntriesByType("navigation")[0];
		if (sent || !navigation) {
			return;
		}
		sent = true;
		times.ttfb = navigation.responseStart;
		if (navigation.loadEventEnd > 0) {
			times.load = navigation.loadEventEnd;
		}
		// A path may hold the "&" that separates the fields. The server's patterns match it escaped too.
		var fields = ["page=" + location.pathname.replace(/&/g, "%26")];
		Object.keys(times).forEach(function (name) {
			fields.push(name + "=" + Math.round(times[name]));
		});
		navigator.sendBeacon(target, fields.join("&"));
	}

	document.addEventListener("visibilitychange", function () {
		if (document.visibilityState === "hidden") {
			send();
		}
	});
	addEventListener("pagehide", send);
})();
