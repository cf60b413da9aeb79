/**
 * The pages of the dashboard and the files they are made of.
 */
@NullMarked
package io.portfolioplatform.app.web;

import org.jspecify.annotations.NullMarked;
