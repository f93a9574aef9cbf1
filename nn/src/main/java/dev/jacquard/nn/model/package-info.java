/**
 * Well-known image classifiers under torchvision's names, with its parameter names, their order,
 * and its arithmetic; one file a family.
 */
@NullMarked
package dev.jacquard.nn.model;

import org.jspecify.annotations.NullMarked;
