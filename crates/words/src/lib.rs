//! Every word the product shows, in Vietnamese and English, as generated functions.
