package io.portfolioplatform.perf.autoscale;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a HorizontalPodAutoscaler says about CPU.
 *
 * @param min fewest pods
 * @param max most pods
 * @param target CPU use aimed at, as a share of what a pod requests
 * @param upWindow seconds of which the lowest recommendation counts for more pods
 * @param upPercent percent of the pods that may be added within the period
 * @param upPods pods that may be added within the period, if that is more
 * @param upPeriod seconds of that period
 * @param downWindow seconds of which the highest recommendation counts for fewer pods
 * @param downPercent percent of the pods that may go within the period
 * @param downPeriod seconds of that period
 */
record Scaling(int min, int max, double target, int upWindow, int upPercent, int upPods, int upPeriod, int downWindow,
		int downPercent, int downPeriod) {

	/**
	 * Read an autoscaler.
	 * @param document the manifest
	 * @return what it says
	 */
	static Scaling of(Object document) {
		Object spec = get(document, "spec");
		Object cpu = find(get(spec, "metrics"), "resource", "name", "cpu");
		Object up = get(get(spec, "behavior"), "scaleUp");
		Object down = get(get(spec, "behavior"), "scaleDown");
		Object percent = find(get(up, "policies"), null, "type", "Percent");
		Object pods = find(get(up, "policies"), null, "type", "Pods");
		Object less = find(get(down, "policies"), null, "type", "Percent");
		return new Scaling(number(spec, "minReplicas"), number(spec, "maxReplicas"),
				number(get(get(cpu, "resource"), "target"), "averageUtilization") / 100.0,
				number(up, "stabilizationWindowSeconds"), number(percent, "value"), number(pods, "value"),
				number(percent, "periodSeconds"), number(down, "stabilizationWindowSeconds"), number(less, "value"),
				number(less, "periodSeconds"));
	}

	private static Object find(Object list, @Nullable String part, String key, String value) {
		return ((List<?>) list).stream()
			.map(Objects::requireNonNull)
			.filter((each) -> part == null || ((Map<?, ?>) each).containsKey(part))
			.filter((each) -> value.equals(get((part != null) ? get(each, part) : each, key)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The autoscaler has no " + key + " " + value));
	}

	private static Object get(Object map, String key) {
		return Objects.requireNonNull(((Map<?, ?>) map).get(key), () -> "The autoscaler has no " + key);
	}

	private static int number(Object map, String key) {
		return ((Number) get(map, key)).intValue();
	}

}
