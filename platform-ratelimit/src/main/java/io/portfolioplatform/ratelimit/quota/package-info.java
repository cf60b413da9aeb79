/**
 * Quotas for outgoing calls: sliding logs that survive restarts.
 */
@NullMarked
package io.portfolioplatform.ratelimit.quota;

import org.jspecify.annotations.NullMarked;
