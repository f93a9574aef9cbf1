package dev.jacquard.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvGeometryTest {
  private static ConvGeometry square(int size, int kernel, int stride, int pad, int dilation) {
    return new ConvGeometry(
        2, 6, size, size + 1, 4, kernel, kernel, stride, stride, pad, pad, dilation, dilation, 2);
  }

  @Test
  void outputSizesCountThePlacesWhereTheKernelFits() {
    for (int size = 1; size <= 12; size++) {
      for (int kernel = 1; kernel <= 4; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int pad = 0; pad <= 3; pad++) {
            for (int dilation = 1; dilation <= 3; dilation++) {
              int places = places(size, kernel, stride, pad, dilation);
              if (places > 0) {
                ConvGeometry g = square(size, kernel, stride, pad, dilation);
                assertEquals(places, g.outHeight(), g.toString());
                assertEquals(places(size + 1, kernel, stride, pad, dilation), g.outWidth());
              }
            }
          }
        }
      }
    }
  }

  private static int places(int size, int kernel, int stride, int pad, int dilation) {
    int places = 0;
    for (int start = -pad; start + (kernel - 1) * dilation < size + pad; start += stride) {
      places++;
    }
    return places;
  }

  @Test
  void sizesFollowFromTheGroups() {
    ConvGeometry g = square(5, 3, 1, 1, 1);
    assertEquals(3, g.groupInChannels());
    assertEquals(2, g.groupOutChannels());
    assertEquals(27, g.filter());
    assertEquals(6 * 5 * 6, g.inImage());
    assertEquals(4 * 5 * 6, g.outImage());
    assertEquals(2L * 4 * 5 * 6 * 27, g.multiplyAdds());
  }

  @Test
  void largeConvolutionsAreCountedInLong() {
    ConvGeometry g = new ConvGeometry(256, 512, 56, 56, 512, 3, 3, 1, 1, 1, 1, 1, 1, 1);
    assertEquals(256L * 512 * 56 * 56 * 512 * 9, g.multiplyAdds());
  }

  @Test
  void onlyGroupsOfOneChannelAreDepthwise() {
    assertTrue(new ConvGeometry(1, 4, 5, 5, 8, 3, 3, 1, 1, 1, 1, 1, 1, 4).depthwise());
    assertFalse(new ConvGeometry(1, 4, 5, 5, 8, 3, 3, 1, 1, 1, 1, 1, 1, 2).depthwise());
    assertFalse(new ConvGeometry(1, 1, 5, 5, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1).depthwise());
  }

  @Test
  void onlyAnUnmovedKernelOfOneTapIsPointwise() {
    assertTrue(new ConvGeometry(1, 4, 5, 5, 8, 1, 1, 1, 1, 0, 0, 1, 1, 1).pointwise());
    assertFalse(new ConvGeometry(1, 4, 5, 5, 8, 1, 1, 1, 2, 0, 0, 1, 1, 1).pointwise());
    assertFalse(new ConvGeometry(1, 4, 5, 5, 8, 1, 1, 1, 1, 1, 0, 1, 1, 1).pointwise());
    assertFalse(new ConvGeometry(1, 4, 5, 5, 8, 1, 3, 1, 1, 0, 0, 1, 1, 1).pointwise());
  }

  @ParameterizedTest
  @CsvSource({
    "batch, -1, 4, 5, 5, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1",
    "input channels, 1, 0, 5, 5, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1",
    "input height, 1, 4, 0, 5, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1",
    "input width, 1, 4, 5, 0, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1",
    "output channels, 1, 4, 5, 5, 0, 3, 3, 1, 1, 1, 1, 1, 1, 1",
    "kernel height, 1, 4, 5, 5, 8, 0, 3, 1, 1, 1, 1, 1, 1, 1",
    "kernel width, 1, 4, 5, 5, 8, 3, 0, 1, 1, 1, 1, 1, 1, 1",
    "stride (height), 1, 4, 5, 5, 8, 3, 3, 0, 1, 1, 1, 1, 1, 1",
    "stride (width), 1, 4, 5, 5, 8, 3, 3, 1, 0, 1, 1, 1, 1, 1",
    "padding (height), 1, 4, 5, 5, 8, 3, 3, 1, 1, -1, 1, 1, 1, 1",
    "padding (width), 1, 4, 5, 5, 8, 3, 3, 1, 1, 1, -1, 1, 1, 1",
    "dilation (height), 1, 4, 5, 5, 8, 3, 3, 1, 1, 1, 1, 0, 1, 1",
    "dilation (width), 1, 4, 5, 5, 8, 3, 3, 1, 1, 1, 1, 1, 0, 1",
    "groups, 1, 4, 5, 5, 8, 3, 3, 1, 1, 1, 1, 1, 1, 0",
    "input channels, 1, 4, 5, 5, 6, 3, 3, 1, 1, 1, 1, 1, 1, 3",
    "output channels, 1, 4, 5, 5, 6, 3, 3, 1, 1, 1, 1, 1, 1, 4",
    "kernel height, 1, 4, 5, 5, 8, 8, 3, 1, 1, 1, 1, 1, 1, 1",
    "kernel width, 1, 4, 5, 5, 8, 3, 4, 1, 1, 1, 1, 1, 3, 1"
  })
  void impossibleSizesAreRejectedByName(
      String what,
      int batch,
      int inChannels,
      int inHeight,
      int inWidth,
      int outChannels,
      int kernelHeight,
      int kernelWidth,
      int strideHeight,
      int strideWidth,
      int padHeight,
      int padWidth,
      int dilationHeight,
      int dilationWidth,
      int groups) {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ConvGeometry(
                    batch,
                    inChannels,
                    inHeight,
                    inWidth,
                    outChannels,
                    kernelHeight,
                    kernelWidth,
                    strideHeight,
                    strideWidth,
                    padHeight,
                    padWidth,
                    dilationHeight,
                    dilationWidth,
                    groups));
    assertTrue(String.valueOf(thrown.getMessage()).startsWith("convolution: " + what + " is "));
  }
}
