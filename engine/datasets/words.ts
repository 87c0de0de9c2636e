// What is wrong with an image folder, and why files were left out, in English. The paths are the person's own.

const layout = 'a folder with one folder of images for each class, or train/ and validation/ or test/ above such folders';
const parts = '{part, select, validation {validation} test {test} other {training}}';

export const words = {
  problems: {
    'no-images': {
      message: 'This folder holds no images',
      expected: layout,
      received: 'no image file (PNG, JPEG, WebP, GIF, TIFF, BMP) anywhere in it',
    },
    'no-readable-images': {
      message: 'No training image can be read',
      expected: 'training images that can be read',
      received: 'none that could be read',
    },
    'training-missing': {
      message: 'There are no training images',
      expected: 'a folder train/ with a folder of images for each class',
      received: 'validation/ or test/ only',
    },
    'test-classes-unknown': {
      message: 'The test folder has none of the training classes',
      expected: 'folders named as the training classes: {classes}',
      received: '{count, plural, =0 {no folder of images} other {only others: {found}}}',
    },
    'too-many-sizes': {
      message: 'The images have too many sizes',
      expected: 'images of at most {most} sizes, rounded up to the Input layer’s step',
      received: '{found} sizes',
    },
    'class-without-readable-images': {
      message: 'A class has no training image that can be read, and is left out',
      expected: 'images of the class "{name}" that can be read',
      received: 'none for training',
    },
    'folders-in-only-class': {
      message: 'The only class folder holds folders of images',
      expected: 'the folder that directly holds the class folders',
      received: 'one folder, "{name}", with {folders} folders of images in it',
    },
    'images-beside-parts': {
      message: 'There are images beside the parts',
      expected: 'only train/, validation/ and test/',
      received: 'also {images, plural, one {# image} other {# images}}, left out',
    },
    'images-outside-classes': {
      message: 'Some images belong to no class',
      expected: 'every image in a class folder',
      received: '{images, plural, one {# image} other {# images}} outside, left out',
    },
    'folder-beside-parts': {
      message: 'There are folders beside the parts',
      expected: 'only train/, validation/ and test/',
      received: 'also {folders}, left out',
    },
    'class-without-images': {
      message: 'A class folder is empty',
      expected: 'an image in every class folder',
      received: 'none in {classes}, left out',
    },
    'class-missing-in-part': {
      message: `Some classes have no ${parts} images`,
      expected: `every class among the ${parts} images`,
      received: `no ${parts} image of {classes}`,
    },
    'class-unknown-in-part': {
      message: `Some ${parts} images are of classes without training images`,
      expected: `only classes that have training images among the ${parts} images`,
      received: 'also {classes}, left out',
    },
    'input-not-an-image': {
      message: 'Images have one channel (grey) or three (red, green, blue).',
      expected: '1 or 3 channels',
      received: '{channels}',
    },
    'classes-differ': {
      message: 'The network has {outputs} outputs, the folder has {classes} classes.',
      expected: '{classes} outputs, one a class',
      received: '{outputs}',
    },
    'classes-missing': {
      message: 'The network tells classes apart, and the folder has {classes, plural, =0 {none} other {only one}}.',
      expected: 'two or more classes, a folder of images for each',
      received: '{classes, plural, =0 {images without classes} other {one class, "{name}"}}',
    },
    'no-training-images': {
      message: 'The folder has no readable images to train on.',
      expected: 'at least one image a class',
      received: 'none',
    },
    'images-coloured': {
      message: 'The images have colours, and the network sees them grey.',
      expected: 'three channels for coloured images',
      received: 'one channel; {coloured} of {images, plural, one {# image} other {# images}} looked at coloured',
    },
    'images-grey': {
      message: 'The images are grey, and the network gets the same grey three times.',
      expected: 'one channel for grey images',
      received: 'three channels; {images, plural, one {the one image} other {all # images}} looked at grey',
    },
    'images-smaller': {
      message: '{smaller} of {images, plural, one {# image} other {# images}} looked at will be enlarged.',
      expected: 'images of {size} or larger',
      received: 'the largest of them {largest}',
    },
    'no-validation-images': {
      message: 'There are no validation images: nothing will show how well the network does on images that it has not learnt from.',
      expected: 'a validation part, or a validation share above 0',
      received: 'none',
    },
    'classes-small': {
      message: '{classes, plural, one {A class has} other {# classes have}} very few training images.',
      expected: 'at least {least} a class',
      received: '{found}',
    },
  },
  fixes: {
    'other-folder-or-format': 'Choose another folder, or save the images with one of these formats and their usual extension',
    'open-inner-folder': 'Open the folder "{name}" itself: the {folders} folders in it look like the classes',
    'see-skipped': 'See the reasons of the skipped files',
    'see-skipped-until-then': 'See the reasons of the skipped files; the class is left out until then',
    'add-training-folder': 'Add the training images as train/<class>/, or open the folder that directly holds the class folders',
    'choose-test-folder': 'Choose a test folder with the same class names',
    'set-input-step': 'Set the Input layer’s step to {step}',
    'move-to-classes': 'Move them to the folder of their class',
    'move-to-parts': 'Move images that should be used into one of the three',
    'fill-or-remove': 'Add images to it or remove the folder',
    'add-to-part': `Add ${parts} images of it; until then it can’t be measured there`,
    'add-training-images': 'Add training images of it, or give it the name of a training class',
    'make-classes-or-reconstruct':
      'Make a folder for each class and move its images there, or end the network with a {layer} alone, which needs no classes',
    'set-channels': 'Set channels to 3',
    'set-outputs': 'Set {name, select, units {units} other {filters}} of {node} to {classes}',
    'set-input-channels': 'Set the input’s channels to {channels}',
    'set-input-size': 'Set the input to {size}',
    'use-larger-images': 'Use larger images, or a smaller Input layer',
    'set-validation-share': 'Keep {percent} % of {hasClasses, select, true {every class} other {the images}} for validation',
    'add-validation-images':
      '{hasClasses, select, true {Add images to the classes, or a folder validation/ with images of each} other {Add images}}',
    'add-class-images': 'Add images of these classes',
  },
  phrases: {
    'and-more': '{names} and {count} more',
    'quoted-name': '"{name}"',
    'class-with-images': '"{name}" {images}',
    'skipped-empty': 'The file has 0 bytes',
    'skipped-not-an-image': 'The content is none of PNG, JPEG, WebP, GIF, TIFF and BMP',
    'skipped-modern-format': 'AVIF and HEIC pictures are not decoded; save it as PNG, JPEG, WebP, GIF, TIFF or BMP',
    'skipped-format': 'This format is not decoded; save it as PNG, JPEG, WebP, GIF, TIFF or BMP',
    'skipped-tiff-samples':
      'TIFF samples of {bits} bits{isFloat, select, true { floating point} other {}} are not decoded; save it with 8 or 16 bits unsigned',
    'skipped-tiff-palette': 'TIFF palettes of more than 256 colours are not decoded; save it as RGB',
    'skipped-damaged': 'The {format} picture can’t be decoded: {why}',
    'gif-no-pixels': 'its first frame has no pixels',
    'gif-beyond-screen': 'its first frame reaches beyond the screen',
    'gif-no-palette': 'it has no palette',
    'gif-unknown-block': 'it holds a block of an unknown kind',
    'gif-no-frame': 'it ends before its first frame',
    'gif-code-size': 'its code size is impossible',
    'gif-data-short': 'its picture data ends early',
    'gif-data-damaged': 'its picture data is damaged',
    'ends-before-size': 'it ends before the size of the picture is known',
    'ends-before-end': 'it ends before the end of the picture',
    'other-size-than-declared': 'the decoded picture has another size than its header declares',
    'skipped-too-many-pixels': 'The file declares {width} × {height} pixels; at most {most} megapixels are decoded',
    'skipped-file-too-large': 'The file has {size} bytes; at most {most} are read',
    'skipped-no-permission': 'The file may not be read: allow it for this user',
    'skipped-missing': 'The file is gone, or it is a link to nothing',
    'skipped-link-to-itself': 'It is a symbolic link that leads to itself',
    'skipped-folder': 'It is a folder, not a file',
    'skipped-device': 'It is a pipe, socket or device, not a file',
    'skipped-unreadable': 'The file can’t be read: {why}',
    'skipped-name': 'Its name is not UTF-8: rename it',
    'skipped-crash': 'The decoder crashed on this file{hasReason, select, true {: {why}} other {}}',
  },
} as const;
