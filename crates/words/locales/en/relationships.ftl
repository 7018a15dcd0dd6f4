### The five stages of a relationship.
stage-awareness = Stranger
stage-exploration = Exploring
stage-expansion = Regular
stage-commitment = Close
stage-dissolution = Fading
