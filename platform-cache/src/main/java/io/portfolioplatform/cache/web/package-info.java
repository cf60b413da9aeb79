/**
 * Requests of one client that different processes answer.
 */
@NullMarked
package io.portfolioplatform.cache.web;

import org.jspecify.annotations.NullMarked;
