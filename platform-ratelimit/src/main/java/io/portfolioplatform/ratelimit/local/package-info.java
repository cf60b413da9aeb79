/**
 * Limits that one process counts on its own, with Bucket4j.
 */
@NullMarked
package io.portfolioplatform.ratelimit.local;

import org.jspecify.annotations.NullMarked;
