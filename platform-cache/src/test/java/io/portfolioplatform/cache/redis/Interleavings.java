package io.portfolioplatform.cache.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * Every order in which the steps of several participants can be taken.
 */
final class Interleavings {

	private Interleavings() {
	}

	/**
	 * Return all orders.
	 * @param steps how many steps each participant takes
	 * @return for each order, whose turn it is at each step
	 */
	static List<List<Integer>> of(int... steps) {
		List<List<Integer>> all = new ArrayList<>();
		extend(new ArrayList<>(), steps.clone(), all);
		return all;
	}

	private static void extend(List<Integer> begun, int[] left, List<List<Integer>> all) {
		boolean complete = true;
		for (int i = 0; i < left.length; i++) {
			if (left[i] > 0) {
				complete = false;
				left[i]--;
				begun.add(i);
				extend(begun, left, all);
				begun.remove(begun.size() - 1);
				left[i]++;
			}
		}
		if (complete) {
			all.add(List.copyOf(begun));
		}
	}

}
