package io.portfolioplatform.perf.autoscale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Ten times as many users from one moment on, and back again: what the autoscaler makes
 * of it, second by second.
 *
 * @param fewUsers users before and after
 * @param manyUsers users in between
 * @param thinkSeconds time from one request of a user to the next
 * @param cpuSeconds CPU time of a request
 * @param podCores cores that a pod requests
 * @param podMost cores that a pod can use
 * @param startSeconds time a pod takes to get ready
 * @param budget connections of all pods
 */
record StepOfLoad(int fewUsers, int manyUsers, double thinkSeconds, double cpuSeconds, double podCores, double podMost,
		int startSeconds, Budget budget) {

	static final int BEGIN = 120;

	static final int END = 720;

	static final int LENGTH = 1800;

	List<Moment> play(Scaling scaling) {
		Autoscaler autoscaler = new Autoscaler(scaling);
		Deque<Integer> startedAt = new ArrayDeque<>();
		for (int pod = 0; pod < scaling.min(); pod++) {
			startedAt.addLast(-this.startSeconds);
		}
		List<Moment> moments = new ArrayList<>();
		for (int second = 0; second <= LENGTH; second += Autoscaler.PERIOD) {
			int now = second;
			int ready = (int) startedAt.stream().filter((started) -> now - started >= this.startSeconds).count();
			int users = (second >= BEGIN && second < END) ? this.manyUsers : this.fewUsers;
			double needed = users / this.thinkSeconds * this.cpuSeconds;
			double use = Math.min(needed / ready, this.podMost) / this.podCores;
			moments.add(new Moment(second, users, startedAt.size(), ready, use, this.budget.share(startedAt.size())));
			int wanted = autoscaler.decide(second, startedAt.size(), ready, use);
			while (startedAt.size() < wanted) {
				startedAt.addLast(second);
			}
			while (startedAt.size() > wanted) {
				startedAt.removeLast();
			}
		}
		return moments;
	}

	/**
	 * One moment.
	 *
	 * @param second when
	 * @param users users
	 * @param pods pods that exist
	 * @param ready pods that answer
	 * @param use their CPU use, as a share of what they request
	 * @param share connections that each pod may have
	 */
	record Moment(int second, int users, int pods, int ready, double use, int share) {

		int connections() {
			return this.pods * this.share;
		}

	}

}
