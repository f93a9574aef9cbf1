package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.ConvGeometry;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Convolutions of networks. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter.
public class ConvolutionOperands extends ConvolutionArrays {
  /** Which convolution: what sampled networks have in a batch of 64, then ResNet-50's. */
  public enum Kind {
    /** A stem for small images. */
    STEM_3X3(64, 3, 32, 96, 3, 3, 1, 1, 1),
    /** 1 x 1 on 32 channels of 32 x 32 pixels. */
    DENSE_1X1_C32(64, 32, 32, 32, 1, 1, 1, 1, 1),
    /** 3 x 3 on 32 channels of 32 x 32 pixels. */
    DENSE_3X3_C32(64, 32, 32, 32, 3, 3, 1, 1, 1),
    /** 5 x 5 on 32 channels of 32 x 32 pixels. */
    DENSE_5X5_C32(64, 32, 32, 32, 5, 5, 1, 1, 1),
    /** 1 x 1 on 64 channels of 16 x 16 pixels. */
    DENSE_1X1_C64(64, 64, 16, 64, 1, 1, 1, 1, 1),
    /** 3 x 3 on 64 channels of 16 x 16 pixels. */
    DENSE_3X3_C64(64, 64, 16, 64, 3, 3, 1, 1, 1),
    /** 5 x 5 on 64 channels of 16 x 16 pixels. */
    DENSE_5X5_C64(64, 64, 16, 64, 5, 5, 1, 1, 1),
    /** 1 x 1 on 128 channels of 8 x 8 pixels. */
    DENSE_1X1_C128(64, 128, 8, 128, 1, 1, 1, 1, 1),
    /** 3 x 3 on 128 channels of 8 x 8 pixels. */
    DENSE_3X3_C128(64, 128, 8, 128, 3, 3, 1, 1, 1),
    /** 5 x 5 on 128 channels of 8 x 8 pixels. */
    DENSE_5X5_C128(64, 128, 8, 128, 5, 5, 1, 1, 1),
    /** The largest kernel of cell-based architectures. */
    DENSE_7X7(64, 32, 32, 32, 7, 7, 1, 1, 1),
    /** Along rows, the first half of a factorised 7 x 7. */
    ROW_1X7(64, 32, 32, 32, 1, 7, 1, 1, 1),
    /** Along columns, the other half. */
    COLUMN_7X1(64, 32, 32, 32, 7, 1, 1, 1, 1),
    /** Where a network halves the resolution. */
    STRIDED_3X3(64, 32, 32, 64, 3, 3, 2, 1, 1),
    /** With holes. */
    DILATED_3X3(64, 32, 32, 32, 3, 3, 1, 2, 1),
    /** One half of a separable convolution. */
    DEPTHWISE_3X3(64, 64, 16, 64, 3, 3, 1, 1, 64),
    /** The same with a larger kernel. */
    DEPTHWISE_5X5(64, 64, 16, 64, 5, 5, 1, 1, 64),
    /** The same with holes. */
    DILATED_DEPTHWISE_5X5(64, 64, 16, 64, 5, 5, 1, 2, 64),
    /** ResNet-50 on one image of 224 x 224: its stem. */
    RESNET_STEM_7X7(1, 3, 224, 64, 7, 7, 2, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 1, into the bottleneck. */
    RESNET1_REDUCE_1X1(1, 256, 56, 64, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 1, within it. */
    RESNET1_3X3(1, 64, 56, 64, 3, 3, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 1, out of it. */
    RESNET1_EXPAND_1X1(1, 64, 56, 256, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 2, into the first bottleneck. */
    RESNET2_FIRST_1X1(1, 256, 56, 128, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 2, where the resolution is halved. */
    RESNET2_STRIDED_3X3(1, 128, 56, 128, 3, 3, 2, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 2, beside the first bottleneck. */
    RESNET2_SHORTCUT_1X1(1, 256, 56, 512, 1, 1, 2, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 2, into the bottleneck. */
    RESNET2_REDUCE_1X1(1, 512, 28, 128, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 2, within it. */
    RESNET2_3X3(1, 128, 28, 128, 3, 3, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 2, out of it. */
    RESNET2_EXPAND_1X1(1, 128, 28, 512, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 3, into the first bottleneck. */
    RESNET3_FIRST_1X1(1, 512, 28, 256, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 3, where the resolution is halved. */
    RESNET3_STRIDED_3X3(1, 256, 28, 256, 3, 3, 2, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 3, beside the first bottleneck. */
    RESNET3_SHORTCUT_1X1(1, 512, 28, 1024, 1, 1, 2, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 3, into the bottleneck. */
    RESNET3_REDUCE_1X1(1, 1024, 14, 256, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 3, within it. */
    RESNET3_3X3(1, 256, 14, 256, 3, 3, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 3, out of it. */
    RESNET3_EXPAND_1X1(1, 256, 14, 1024, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 4, into the first bottleneck. */
    RESNET4_FIRST_1X1(1, 1024, 14, 512, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 4, where the resolution is halved. */
    RESNET4_STRIDED_3X3(1, 512, 14, 512, 3, 3, 2, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 4, beside the first bottleneck. */
    RESNET4_SHORTCUT_1X1(1, 1024, 14, 2048, 1, 1, 2, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 4, into the bottleneck. */
    RESNET4_REDUCE_1X1(1, 2048, 7, 512, 1, 1, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 4, within it. */
    RESNET4_3X3(1, 512, 7, 512, 3, 3, 1, 1, 1),
    /** ResNet-50 on one image of 224 x 224: stage 4, out of it. */
    RESNET4_EXPAND_1X1(1, 512, 7, 2048, 1, 1, 1, 1, 1);

    private final int batch;
    private final int in;
    private final int size;
    private final int out;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int stride;
    private final int dilation;
    private final int groups;

    Kind(
        int batch,
        int in,
        int size,
        int out,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int dilation,
        int groups) {
      this.batch = batch;
      this.in = in;
      this.size = size;
      this.out = out;
      this.kernelHeight = kernelHeight;
      this.kernelWidth = kernelWidth;
      this.stride = stride;
      this.dilation = dilation;
      this.groups = groups;
    }

    ConvGeometry geometry() {
      return new ConvGeometry(
          batch,
          in,
          size,
          size,
          out,
          kernelHeight,
          kernelWidth,
          stride,
          stride,
          dilation * (kernelHeight - 1) / 2,
          dilation * (kernelWidth - 1) / 2,
          dilation,
          dilation,
          groups);
    }
  }

  /** Which convolution. */
  @Param public Kind kind;

  /** Makes the kind's operands. */
  @Setup
  public void make() {
    make(kind.geometry());
  }
}
