/**
 * Tests of the pages and their assets.
 */
@NullMarked
package io.portfolioplatform.app.web;

import org.jspecify.annotations.NullMarked;
