/**
 * A TCP proxy that injects the faults of a network.
 */
@NullMarked
package io.portfolioplatform.test.proxy;

import org.jspecify.annotations.NullMarked;
