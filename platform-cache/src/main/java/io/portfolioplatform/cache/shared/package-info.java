/**
 * Results that the processes of a fleet share.
 */
@NullMarked
package io.portfolioplatform.cache.shared;

import org.jspecify.annotations.NullMarked;
