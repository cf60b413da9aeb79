package io.portfolioplatform.health.readiness;

import java.time.Duration;

/**
 * When a process counts as stuck: busy is not enough, nothing must move.
 *
 * @param requests fewest requests in progress, at least 1
 * @param after how long none of them ended before traffic is refused
 * @param recovery how long requests must end again before traffic is accepted
 */
public record StuckRequests(int requests, Duration after, Duration recovery) {

}
