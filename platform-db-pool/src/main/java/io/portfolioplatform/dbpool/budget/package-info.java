/**
 * How the fleet's connections are divided.
 */
@NullMarked
package io.portfolioplatform.dbpool.budget;

import org.jspecify.annotations.NullMarked;
